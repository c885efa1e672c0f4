# Floors look down only: cmake -D ROOT=<project> -P floors.cmake
#
# Reads which sources make which floor from the add_library lines of CMakeLists.txt, and every
# #include line below planner/, models/ and include/.  Refuses an include of a floor above or
# beside, and an outside library outside the one place that may know it.
cmake_minimum_required(VERSION 3.25)

# ---- who may know whom ------------------------------------------------------------------------
set(sees_base     base)
set(sees_tables   base tables)
set(sees_reading  base tables reading)
set(sees_models   base models)
set(sees_planning base tables models planning)
set(sees_showing  base tables planning showing)
set(sees_commands base tables reading models planning showing commands)
set(sees_planner  base tables reading models planning showing commands)

# Headers that no source of the same name stands behind.
set(alone_tables   post)
set(alone_reading  loading)
set(alone_models   method model)
set(alone_planning plan variant)
set(alone_showing  plan_book)
set(alone_commands command run)

# The models know numbers; of the ground floor, neither text nor messages.
set(closed_to_models text diag)

# System and library headers: the C standard's are free; these are for some; others for nobody.
set(standard assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal
  stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads
  time uchar wchar wctype)
set(allowed
  "^csv\\.h$"            "^planner/reading/reader\\.c$"
  "^nettle/"             "^planner/reading/reader\\.c$"
  "^xlsxwriter\\.h$"     "^planner/showing/workbook\\.c$"
  "^minizip/"            "^planner/showing/workbook\\.c$"
  "^(gsl/|glpk\\.h)"     "^models/"
  "^jansson\\.h$"        "^(planner/(commands/.*|answer)\\.c|include/planner/answer\\.h)$"
  "^getopt\\.h$"         "^planner/main\\.c$"
  "^(unistd|fcntl|dirent|dlfcn|sched|poll)\\.h$|^sys/" "^planner/base/os\\.c$"
  "^pthread\\.h$"        "^planner/base/os(_common|_windows)?\\.c$"
  "^(windows|shellapi|io|conio|fcntl)\\.h$" "^planner/base/os_windows\\.c$")

# ---- which file stands on which floor ---------------------------------------------------------
file(READ ${ROOT}/CMakeLists.txt build)
set(floors base tables reading models planning showing commands)
foreach(floor IN LISTS floors)
  if(NOT build MATCHES "add_library\\(${floor} STATIC([^)]*)\\)")
    message(FATAL_ERROR "CMakeLists.txt has no floor ${floor}")
  endif()
  string(REGEX MATCHALL "[a-z_0-9/]+\\.c" sources "${CMAKE_MATCH_1}")
  foreach(source IN LISTS sources)
    set(floor_of_${source} ${floor})
    # Files of inputs/, kinds/, sheets/ and commands/ have no header of their own.
    string(REGEX REPLACE "^(planner|models)(/(base|tables|reading|icass|whatif|execution|property|showing))?/([a-z_0-9]+)\\.c$"
      "\\4" stem "${source}")
    if(NOT stem STREQUAL source AND NOT DEFINED floor_of_header_${stem})
      set(floor_of_header_${stem} ${floor})
    endif()
  endforeach()
  foreach(stem IN LISTS alone_${floor})
    set(floor_of_header_${stem} ${floor})
  endforeach()
endforeach()
set(floor_of_planner/main.c planner)

set(wrong 0)
macro(complain)
  message(NOTICE ${ARGN})
  math(EXPR wrong "${wrong} + 1")
endmacro()

function(look_up include out)
  string(REGEX REPLACE "^planner/([a-z_0-9]+)\\.h$" "\\1" stem "${include}")
  set(${out} "${floor_of_header_${stem}}" PARENT_SCOPE)
endfunction()

# ---- the reading ------------------------------------------------------------------------------
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/planner/*.c ${ROOT}/planner/*.h ${ROOT}/models/*.c
  ${ROOT}/models/*.h ${ROOT}/include/*.h)
list(FILTER files EXCLUDE REGEX "^planner/windows/libm/") # of glibc's library, not of the program
list(SORT files)
set(read 0)
foreach(file IN LISTS files)
  set(floor "${floor_of_${file}}")
  if(file MATCHES "^include/(planner/[a-z_0-9]+\\.h)$")
    look_up(${CMAKE_MATCH_1} floor)
  endif()
  if(NOT floor)
    complain("${file}: stands in no floor of CMakeLists.txt")
    continue()
  endif()
  file(STRINGS ${ROOT}/${file} lines REGEX "^[ \t]*#[ \t]*include" ENCODING UTF-8)
  foreach(line IN LISTS lines)
    math(EXPR read "${read} + 1")
    if(line MATCHES "\"([^\"]+)\"")
      set(include ${CMAKE_MATCH_1})
      if(include MATCHES "\\.def$")
        continue() # a list of names, no more
      endif()
      look_up(${include} of)
      get_filename_component(name ${include} NAME_WE)
      if(NOT of)
        complain("${file}: ${include} is not a header of any floor")
      elseif(NOT of IN_LIST sees_${floor})
        complain("${file}: ${include} is above or beside: ${floor} may not see ${of}")
      elseif(floor STREQUAL "models" AND name IN_LIST closed_to_models)
        complain("${file}: ${include} is nothing for models, which know numbers only")
      endif()
    elseif(line MATCHES "<([^>]+)>")
      set(include ${CMAKE_MATCH_1})
      string(REGEX REPLACE "\\.h$" "" stem "${include}")
      if(stem IN_LIST standard)
        continue()
      endif()
      set(fine FALSE)
      set(place "no file")
      set(rules ${allowed})
      while(rules)
        list(POP_FRONT rules header only)
        if(include MATCHES "${header}")
          string(REGEX REPLACE "[\\^$]|\\\\" "" place "${only}")
          if(file MATCHES "${only}")
            set(fine TRUE)
          endif()
        endif()
      endwhile()
      if(NOT fine)
        complain("${file}: <${include}> is for ${place} only")
      endif()
    endif()
  endforeach()
endforeach()

if(wrong)
  message(FATAL_ERROR "${wrong} wrong of ${read} includes")
elseif(read EQUAL 0)
  message(FATAL_ERROR "no includes found below ${ROOT}")
endif()
message(STATUS "${read} includes, all of them downwards")
