# One fuzz target for some seconds: cmake -D FUZZER= -D SEEDS= -D SECONDS= -D LONGEST= -D SCRATCH=
# -P fuzz.cmake.  What breaks it is left in SCRATCH; mend the program, then keep it among the seeds.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${SCRATCH})
file(MAKE_DIRECTORY ${SCRATCH}/found)
execute_process(
  COMMAND ${FUZZER} -seed=1 -max_total_time=${SECONDS} -max_len=${LONGEST} -timeout=20
          -rss_limit_mb=2048 -print_final_stats=1 -close_fd_mask=1 ${SCRATCH}/found ${SEEDS}
  WORKING_DIRECTORY ${SCRATCH} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
string(REGEX MATCHALL "stat::[^\n]*|[^\n]*(DONE|BINGO)[^\n]*" stats "${said}")
list(JOIN stats "\n" stats)
message(STATUS "${stats}")
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${said}")
endif()
