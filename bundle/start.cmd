@set PYTHONUTF8=1
@cd /d "%~dp0"
@venv\Scripts\jixiao app --samples %* || pause
