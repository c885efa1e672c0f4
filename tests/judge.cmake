# Random posts against an independent calculation: judge/${JUDGE} on ${POSTS} of them, other ones in
# every run, the seeds printed.  To see one again: tests/judge/${JUDGE} build/planner --seeds SEED
string(RANDOM LENGTH 8 ALPHABET 123456789 first)
math(EXPR last "${first} + ${POSTS} - 1")
message(STATUS "seeds ${first}-${last}")
execute_process(
  COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/judge/${JUDGE} ${PLANNER} --seeds ${first}-${last} ${OPTIONS}
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the planner and judge/${JUDGE} differ; seeds ${first}-${last}")
endif()
