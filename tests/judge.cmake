# Forty random posts against the independent calculation; other posts in every run, the seeds
# printed.  To see one again: tests/judge/many.py build/planner --seeds SEED --keep FOLDER
string(RANDOM LENGTH 8 ALPHABET 123456789 first)
math(EXPR last "${first} + 39")
message(STATUS "seeds ${first}-${last}")
execute_process(
  COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/judge/many.py ${PLANNER} --seeds ${first}-${last}
          --assets 120 --jobs 2
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the planner and the independent calculation differ; seeds ${first}-${last}")
endif()
