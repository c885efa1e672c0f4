# One whole run: cmake -D PLANNER=<program> -D CASE=<name> -D SCRATCH=<folder> -P cases.cmake
#
# A case is a folder in tests/cases/:
#   arguments       what stands behind "planner" on the command line
#   status          the exit status; absent: 0
#   expected.err    the standard error, exactly; absent: nothing
#   expected.out    the standard output, exactly; absent: nothing
#   expected/       files that the run makes or changes, exactly; other new files are not looked at
#                   when the run succeeds
#   the rest        its input
# It runs in a copy of the folder.  When the status is not 0, no file may have been made, changed
# or removed.  -D WRITE=1 writes what came out as what is expected, to be read before it is kept.
cmake_minimum_required(VERSION 3.25)

set(from ${CMAKE_CURRENT_LIST_DIR}/cases/${CASE})
set(here ${SCRATCH}/${CASE})
file(REMOVE_RECURSE ${here})
file(COPY ${from} DESTINATION ${SCRATCH})
file(REMOVE_RECURSE ${here}/expected ${here}/expected.err ${here}/expected.out ${here}/status)

# What stands in a folder: every file with the hash of its bytes.
function(take_stock folder out)
  file(GLOB_RECURSE files LIST_DIRECTORIES true RELATIVE ${folder} ${folder}/*)
  list(SORT files)
  set(stock "")
  foreach(file IN LISTS files)
    if(IS_DIRECTORY ${folder}/${file})
      string(APPEND stock "${file}/\n")
    else()
      file(SHA256 ${folder}/${file} hash)
      string(APPEND stock "${file} ${hash}\n")
    endif()
  endforeach()
  set(${out} "${stock}" PARENT_SCOPE)
endfunction()

take_stock(${here} before)
file(READ ${from}/arguments arguments)
string(STRIP "${arguments}" arguments)
separate_arguments(arguments UNIX_COMMAND "${arguments}")
execute_process(COMMAND ${PLANNER} ${arguments} WORKING_DIRECTORY ${here}
  RESULT_VARIABLE status OUTPUT_FILE ${SCRATCH}/${CASE}.out ERROR_FILE ${SCRATCH}/${CASE}.err)
take_stock(${here} after)

# What the program says of itself may change with every version.
function(read_or_empty file out)
  set(text "")
  if(EXISTS ${file})
    file(READ ${file} text)
  endif()
  set(${out} "${text}" PARENT_SCOPE)
endfunction()
read_or_empty(${SCRATCH}/${CASE}.out got_out)
read_or_empty(${SCRATCH}/${CASE}.err got_err)

if(WRITE)
  file(REMOVE ${from}/expected.out ${from}/expected.err ${from}/status)
  if(got_out)
    file(WRITE ${from}/expected.out "${got_out}")
  endif()
  if(got_err)
    file(WRITE ${from}/expected.err "${got_err}")
  endif()
  if(NOT status EQUAL 0)
    file(WRITE ${from}/status "${status}\n")
  endif()
  return()
endif()

read_or_empty(${from}/status expected_status)
string(STRIP "${expected_status}" expected_status)
if(expected_status STREQUAL "")
  set(expected_status 0)
endif()
set(wrong "")
if(NOT status STREQUAL expected_status)
  string(APPEND wrong "exit status ${status}, expected ${expected_status}\n")
endif()
foreach(stream out err)
  read_or_empty(${from}/expected.${stream} expected)
  if(NOT "${got_${stream}}" STREQUAL "${expected}")
    string(APPEND wrong "--- expected.${stream}\n${expected}--- got\n${got_${stream}}")
  endif()
endforeach()
if(NOT expected_status EQUAL 0 AND NOT before STREQUAL after)
  string(APPEND wrong "--- files before a run that failed\n${before}--- after it\n${after}")
endif()
file(GLOB_RECURSE expected_files RELATIVE ${from}/expected ${from}/expected/*)
foreach(file IN LISTS expected_files)
  read_or_empty(${from}/expected/${file} expected)
  read_or_empty(${here}/${file} got)
  if(NOT got STREQUAL expected)
    string(APPEND wrong "--- expected/${file}\n${expected}--- got\n${got}")
  endif()
endforeach()
if(wrong)
  message(FATAL_ERROR "planner ${arguments}\n${wrong}")
endif()
