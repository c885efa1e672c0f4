# The workbook of a random post, recalculated by LibreOffice; another post in every run, its seed
# printed.  Of the sample post too, with fewer changes, and the workbooks of the other commands.
string(RANDOM LENGTH 8 ALPHABET 123456789 seed)
message(STATUS "seed ${seed}")
set(post ${SCRATCH}/recalculate-post)
file(REMOVE_RECURSE ${post})
set(here ${CMAKE_CURRENT_LIST_DIR})
execute_process(COMMAND ${PYTHON3} ${here}/judge/posts.py ${seed} ${post} --assets 60
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${PYTHON3} ${here}/recalculate.py ${PLANNER} ${post} RESULT_VARIABLE random)
execute_process(COMMAND ${PYTHON3} ${here}/recalculate.py ${PLANNER} ${here}/../samples/post
  --cycles 2 --rates 2 --currencies 1 --must-move RESULT_VARIABLE sample)
execute_process(COMMAND ${PYTHON3} ${here}/workbooks.py ${PLANNER} ${here}/../samples/post --recalculate
  RESULT_VARIABLE others)
if(NOT random EQUAL 0 OR NOT sample EQUAL 0 OR NOT others EQUAL 0)
  message(FATAL_ERROR "the workbook does not calculate what the program does; seed ${seed}")
endif()
