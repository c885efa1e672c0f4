# Four random pairs of posts with known changes; others in every run, the seeds printed.  To see
# one again: tests/judge/pairs.py build/planner --seeds SEED --keep FOLDER
string(RANDOM LENGTH 8 ALPHABET 123456789 first)
math(EXPR last "${first} + 3")
message(STATUS "seeds ${first}-${last}")
execute_process(
  COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/judge/pairs.py ${PLANNER} --seeds ${first}-${last}
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "bridge, execution or spend plan are not exact; seeds ${first}-${last}")
endif()
