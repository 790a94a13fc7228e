cd "$(dirname "$0")" && exec venv/bin/jixiao app --samples "$@"
