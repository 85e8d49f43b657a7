@echo off
rem Opens facilitate with the Python beside it. Without a word (a double click): the example the first time, then your
rem sessions. With words: the command line, as in "facilitate list". Sessions lie beside this file, on the same key.
setlocal
set "HERE=%~dp0"
if not exist "%HERE%python\python.exe" goto packed
if not defined FACILITATE_HOME set "FACILITATE_HOME=%HERE%."
set "PATH=%HERE%;%PATH%"
if "%~1"=="" goto clicked
"%HERE%python\python.exe" -X utf8 -m facilitate %*
exit /b %ERRORLEVEL%

:clicked
chcp 65001 >nul
title facilitate
set "FIRST="
if not exist "%FACILITATE_HOME%\sessions" set "FIRST=demo"
"%HERE%python\python.exe" -X utf8 -m facilitate %FIRST%
if not errorlevel 1 exit /b 0
set "CODE=%ERRORLEVEL%"
echo.
pause
exit /b %CODE%

:packed
echo Unpack the whole zip first: right click on it, "Extract all", then open facilitate there.
echo Decompressez d'abord tout le zip : clic droit, "Extraire tout", puis ouvrez facilitate dans ce dossier.
pause
exit /b 1
