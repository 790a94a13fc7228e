python3 -m venv "$(dirname "$0")/venv" &&
"$(dirname "$0")/venv/bin/python" -m pip install --no-index --find-links "$(dirname "$0")/wheels" 'jixiao[scan,sign-in]'
