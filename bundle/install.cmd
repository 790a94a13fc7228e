@(py -3.11 -m venv "%~dp0venv" || python -m venv "%~dp0venv") || (pause & exit /b 2)
@"%~dp0venv\Scripts\python" -m pip install --no-index --find-links "%~dp0wheels" jixiao[scan,sign-in] && pause
