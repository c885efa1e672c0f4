# planner.exe against the program of this build, under Wine: cmake -D PLANNER=<program>
# -D WINDOWS=<planner.exe> -D WINE=<wine> -D ROOT=<project> -D SCRATCH=<folder> -P windows.cmake
#
# Both run every command on the sample post, and every case of cases/; what they print, the tables
# and the workbooks must be the same bytes.  Then what is different about Windows: names, paths,
# line ends, consoles, files that others hold open.
cmake_minimum_required(VERSION 3.25)

set(here ${SCRATCH}/windows)
file(REMOVE_RECURSE ${here})
file(MAKE_DIRECTORY ${here})
# A Wine of its own, without windows and without chatter.  Its console has the code page 437 of an
# English Windows; the names of files are UTF-8.
set(ENV{WINEPREFIX} ${SCRATCH}/wine)
set(ENV{WINEDEBUG} -all)
set(ENV{DISPLAY})
set(ENV{LC_ALL} C.UTF-8)
# The server stays until a minute of rest, so that not every run waits for one; it must not hold
# the pipes of a run open.
find_program(WINESERVER wineserver REQUIRED)
execute_process(COMMAND ${WINESERVER} -p60 OUTPUT_FILE ${here}/server ERROR_FILE ${here}/server)
execute_process(COMMAND ${WINE} wineboot --init OUTPUT_FILE ${here}/server
  ERROR_FILE ${here}/server)

set(failures 0)
macro(fail text)
  message(NOTICE "${text}")
  math(EXPR failures "${failures} + 1")
  set(failures ${failures} PARENT_SCOPE)
endmacro()

# What Wine says of the machine it runs on is not the program's.
function(without_wine_chatter out)
  string(REGEX REPLACE "(it looks like wine32[^\n]*|multiarch needs[^\n]*|execute \"dpkg[^\n]*|apt-get install wine32[^\n]*|[0-9a-f]+:err:[^\n]*)\n" "" text "${${out}}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# on_windows(FOLDER argument...): sets status, out and err
function(on_windows folder)
  execute_process(COMMAND ${WINE} ${WINDOWS} ${ARGN} WORKING_DIRECTORY ${folder}
    RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE err)
  without_wine_chatter(err)
  set(status ${status} PARENT_SCOPE)
  set(out "${out}" PARENT_SCOPE)
  set(err "${err}" PARENT_SCOPE)
endfunction()

function(expect what got wanted)
  if(NOT "${got}" STREQUAL "${wanted}")
    fail("${what}:\n--- wanted\n${wanted}\n--- got\n${got}")
  endif()
endfunction()

function(expect_in what got wanted)
  string(FIND "${got}" "${wanted}" at)
  if(at LESS 0)
    fail("${what}: '${wanted}' is not in\n${got}")
  endif()
endfunction()

function(expect_same_folder what ours theirs)
  file(GLOB_RECURSE files RELATIVE ${ours} ${ours}/*)
  file(GLOB_RECURSE other RELATIVE ${theirs} ${theirs}/*)
  if(NOT "${files}" STREQUAL "${other}" OR files STREQUAL "")
    fail("${what}: the files are\n  ${files}\non Windows\n  ${other}")
  endif()
  foreach(file IN LISTS files)
    file(SHA256 ${ours}/${file} a)
    set(b "")
    if(EXISTS ${theirs}/${file})
      file(SHA256 ${theirs}/${file} b)
    endif()
    if(NOT a STREQUAL b)
      fail("${what}: ${file} differs")
    endif()
  endforeach()
endfunction()

# same(NAME argument...): the run is the same here and there, to the byte
function(same name)
  set(ours ${here}/${name}/ours)
  set(theirs ${here}/${name}/theirs)
  file(MAKE_DIRECTORY ${ours} ${theirs})
  execute_process(COMMAND ${PLANNER} ${ARGN} WORKING_DIRECTORY ${ours}
    RESULT_VARIABLE our_status OUTPUT_VARIABLE our_out ERROR_VARIABLE our_err)
  on_windows(${theirs} ${ARGN})
  expect("${name}: exit status" "${status}" "${our_status}")
  expect("${name}: standard output" "${out}" "${our_out}")
  expect("${name}: standard error" "${err}" "${our_err}")
  file(GLOB made ${ours}/*)
  if(made OR NOT ARGN MATCHES ";-o;")
    expect_same_folder(${name} ${ours} ${theirs})
  endif()
  set(failures ${failures} PARENT_SCOPE)
endfunction()

# ---- the whole sample ------------------------------------------------------------------------------
set(post ${ROOT}/samples/post)
set(last ${ROOT}/samples/post-fy2026)
same(plan plan ${post} --previous ${last} -o plan.xlsx --csv csv)
same(icass icass ${post} --quarter FY2027Q2 -o icass.xlsx --csv csv)
same(whatif whatif ${post} -o whatif.xlsx --csv csv)
same(compare compare ${last} ${post} -o compare.xlsx --csv csv)
same(reconcile reconcile ${post}/inventory.csv ${last}/inventory.csv -o reconcile.xlsx --csv csv)
same(rollup rollup ${post} ${last} -o rollup.xlsx --csv csv)
same(forecast forecast ${post}/services.csv -o forecast.xlsx --csv csv)
same(init init made --as-of 2027-03-31)

# ---- the cases -------------------------------------------------------------------------------------
# A run that fails changes nothing; what it says is compared with what is expected of this build.
file(GLOB cases RELATIVE ${ROOT}/tests/cases ${ROOT}/tests/cases/*)
foreach(case IN LISTS cases)
  set(from ${ROOT}/tests/cases/${case})
  file(COPY ${from} DESTINATION ${here}/cases)
  file(READ ${from}/arguments arguments)
  string(STRIP "${arguments}" arguments)
  separate_arguments(arguments UNIX_COMMAND "${arguments}")
  on_windows(${here}/cases/${case} ${arguments})
  foreach(stream out err)
    set(wanted "")
    if(EXISTS ${from}/expected.${stream})
      file(READ ${from}/expected.${stream} wanted)
    endif()
    expect("case ${case}: ${stream}" "${${stream}}" "${wanted}")
  endforeach()
  set(wanted 0)
  if(EXISTS ${from}/status)
    file(STRINGS ${from}/status wanted LIMIT_COUNT 1)
  endif()
  expect("case ${case}: status" "${status}" "${wanted}")
endforeach()

# ---- names and paths ---------------------------------------------------------------------------------
set(inventory "asset_tag,category,acquired,unit_cost\nA1,laptop,2023-05-01,1200.00\n")
set(day --as-of 2027-01-15)

file(WRITE "${here}/names/Botschaft Zürich – 日本/inventory.csv" "${inventory}")
on_windows(${here}/names plan "Botschaft Zürich – 日本" ${day} -o "Étage 2\\Plan für 2029.xlsx")
expect_in("a target in a folder that is not there" "${err}" "the folder does not exist")
file(MAKE_DIRECTORY "${here}/names/Étage 2")
on_windows(${here}/names plan "Botschaft Zürich – 日本" ${day} -o "Étage 2\\Plan für 2029.xlsx" --csv "Étage 2\\tables")
expect("accents, spaces, backslashes" "${status}" 0)
execute_process(COMMAND ${PLANNER} plan "Botschaft Zürich – 日本" ${day} -o ours.xlsx
  WORKING_DIRECTORY ${here}/names OUTPUT_QUIET ERROR_QUIET)
file(SHA256 ${here}/names/ours.xlsx ours)
file(SHA256 "${here}/names/Étage 2/Plan für 2029.xlsx" theirs)
expect("the workbook of a folder with accents" "${theirs}" "${ours}")

file(WRITE ${here}/faults/inventory.csv "asset_tag,category,acquired\nA1,laptop,someday\n")
on_windows(${here} check faults)
expect_in("a path as it was typed" "${err}" "faults/inventory.csv:2:11: error: acquired: 'someday'")
on_windows(${here} check "..\\windows\\faults\\")
expect_in("a path with backslashes" "${err}" "..\\windows\\faults\\inventory.csv:2:11: error")

string(REPEAT "a folder with a long name " 4 part)
string(STRIP "${part}" part)
set(deep "${part}/${part}/${part}/${part}")
file(WRITE "${here}/deep/${deep}/inventory.csv" "${inventory}")
on_windows(${here}/deep plan "${deep}/inventory.csv" ${day} -o "${deep}/plan.xlsx" --csv "${deep}/tables")
string(LENGTH "${here}/deep/${deep}/inventory.csv" length)
if(length LESS 260)
  fail("the long path is only ${length} characters long")
endif()
expect("a path of ${length} characters: ${err}" "${status}" 0)
execute_process(COMMAND ${PLANNER} plan "${deep}/inventory.csv" ${day} -o ours.xlsx --csv ours
  WORKING_DIRECTORY ${here}/deep OUTPUT_QUIET ERROR_QUIET)
expect_same_folder("tables behind a long path" ${here}/deep/ours "${here}/deep/${deep}/tables")

# ---- line ends -----------------------------------------------------------------------------------------
string(REPLACE "\n" "\r\n" crlf "${inventory}")
file(WRITE ${here}/ends/lf.csv "${inventory}")
file(WRITE ${here}/ends/crlf.csv "${crlf}")
foreach(ends lf crlf)
  on_windows(${here}/ends plan ${ends}.csv ${day} -o ${ends}.xlsx --csv ${ends})
endforeach()
expect_same_folder("CR LF at the ends of lines" ${here}/ends/lf ${here}/ends/crlf)

# ---- dropped on the program ------------------------------------------------------------------------------
file(WRITE "${here}/desk/My post/inventory.csv" "${inventory}")
on_windows(/ "${here}/desk/My post")
expect("a folder dropped on the program" "${status}" 0)
expect_in("its headline" "${out}" "asks for $")
file(GLOB beside ${here}/desk/*.xlsx)
if(NOT beside)
  fail("no workbook beside the folder that was dropped")
endif()

# ---- a workbook that is open in Excel ----------------------------------------------------------------------
find_program(MINGW x86_64-w64-mingw32-gcc REQUIRED)
set(HOLDER ${here}/holder.exe)
execute_process(COMMAND ${MINGW} -municode -Wall -static -o ${HOLDER}
  ${ROOT}/tests/windows/holder.c COMMAND_ERROR_IS_FATAL ANY)
file(WRITE ${here}/open/inventory.csv "${inventory}")
file(WRITE ${here}/open/plan.xlsx "as it was")
execute_process(COMMAND ${WINE} ${HOLDER} plan.xlsx ${WINDOWS} plan inventory.csv ${day} -o plan.xlsx
  WORKING_DIRECTORY ${here}/open RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE err)
expect("a target open in Excel" "${status}" 3)
expect_in("its message" "${err}" "another program has it open, likely Excel (close it there")
file(READ ${here}/open/plan.xlsx now)
expect("the target" "${now}" "as it was")
# An export that is still open in Excel is read all the same.
execute_process(COMMAND ${WINE} ${HOLDER} inventory.csv ${WINDOWS} plan inventory.csv ${day} -o new.xlsx
  WORKING_DIRECTORY ${here}/open RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
expect("an input open in Excel" "${status}" 0)
file(GLOB left ${here}/open/.planner-*)
expect("what is left beside it" "${left}" "")

if(failures)
  message(FATAL_ERROR "${failures} differences")
endif()
message(STATUS "planner.exe does as this build does")
