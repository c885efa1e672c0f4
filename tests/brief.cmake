# The brief of the sample post, with the request before it: no figure without its place.
set(samples ${CMAKE_CURRENT_LIST_DIR}/../samples)
execute_process(
  COMMAND ${PYTHON3} ${CMAKE_CURRENT_LIST_DIR}/brief.py ${PLANNER} ${samples}/post
          --previous ${samples}/post-fy2026
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "a figure of the brief stands on no sheet")
endif()
