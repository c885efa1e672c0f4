# The package for Windows: cmake -D ROOT=... -D BINARY=... -D VERSION=... -P zip.cmake
#
# planner.exe, the guide as a page, the sample posts, the licences of all that is in the program,
# and a checksum beside the ZIP.  Times in it are those of the last change, so that the same
# sources make the same bytes.
cmake_minimum_required(VERSION 3.25)

set(name planner-${VERSION}-windows)
set(into ${BINARY}/${name})
file(REMOVE_RECURSE ${into})

function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${BINARY} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# ---- the guide ------------------------------------------------------------------------------------
function(write_guide)
  execute_process(COMMAND cmark-gfm --unsafe --extension table ${ROOT}/README.md
    OUTPUT_VARIABLE body COMMAND_ERROR_IS_FATAL ANY)
  file(WRITE ${into}/README.html "<!DOCTYPE html>
<html lang=\"en\"><head><meta charset=\"utf-8\"><title>planner ${VERSION}</title><style>
body { font: 16px/1.5 'Segoe UI', Arial, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
pre, code { font-family: Consolas, 'Courier New', monospace; background: #f3f3f3 }
pre { padding: .7em; overflow-x: auto } img { max-width: 100% }
table { border-collapse: collapse } td, th { border: 1px solid #bbb; padding: .2em .6em; text-align: left; vertical-align: top }
</style></head><body>
${body}</body></html>
")
endfunction()

# ---- whose work is in it ---------------------------------------------------------------------------
function(copy_licences)
  file(GLOB sources LIST_DIRECTORIES true ${BINARY}/sources/*)
  set(list "planner.exe contains these libraries, each built from Debian's source package of that
name and version; their licences are beside this file.\n\n")
  foreach(source IN LISTS sources)
    if(NOT EXISTS ${source}/debian/copyright)
      continue()
    endif()
    file(STRINGS ${source}/debian/changelog first LIMIT_COUNT 1)
    string(REGEX MATCH "^([^ ]+) \\(([^)]+)\\)" matched "${first}")
    string(APPEND list "${CMAKE_MATCH_1} ${CMAKE_MATCH_2}\n")
    configure_file(${source}/debian/copyright ${into}/licenses/${CMAKE_MATCH_1}.txt COPYONLY)
  endforeach()
  configure_file(/usr/share/doc/libz-mingw-w64-dev/copyright ${into}/licenses/zlib.txt COPYONLY)
  configure_file(/usr/share/doc/gcc-mingw-w64-base/copyright ${into}/licenses/gcc.txt COPYONLY)
  configure_file(/usr/share/doc/mingw-w64-common/copyright ${into}/licenses/mingw-w64.txt COPYONLY)
  string(APPEND list "zlib, and the run-time parts of gcc and mingw-w64, as Debian builds them\n")
  file(WRITE ${into}/licenses/libraries.txt "${list}")
  configure_file(${ROOT}/LICENSE ${into}/LICENSE.txt COPYONLY)
endfunction()

# ---- the archive -----------------------------------------------------------------------------------
# In seconds since 1970.
function(time_of_last_change out)
  execute_process(COMMAND git -C ${ROOT} log -1 --format=%ct OUTPUT_VARIABLE seconds
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(DEFINED ENV{SOURCE_DATE_EPOCH})
    set(seconds $ENV{SOURCE_DATE_EPOCH})
  elseif(failed)
    set(seconds 315532800) # 1980, the first year of a ZIP
  endif()
  set(${out} ${seconds} PARENT_SCOPE)
endfunction()

file(MAKE_DIRECTORY ${into}/samples)
configure_file(${BINARY}/planner.exe ${into}/planner.exe COPYONLY)
file(COPY ${ROOT}/samples/post ${ROOT}/samples/post-fy2026 DESTINATION ${into}/samples)
file(GLOB beside ${ROOT}/samples/*.png ${ROOT}/samples/*.csv)
file(COPY ${beside} DESTINATION ${into}/samples)
write_guide()
copy_licences()

time_of_last_change(seconds)
file(GLOB_RECURSE files RELATIVE ${BINARY} ${into}/*)
list(SORT files)
foreach(file IN LISTS files)
  set(run_by "")
  if(file MATCHES "\\.exe$")
    set(run_by OWNER_EXECUTE GROUP_EXECUTE WORLD_EXECUTE)
  endif()
  file(CHMOD ${BINARY}/${file} PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ ${run_by})
endforeach()
file(REMOVE ${BINARY}/${name}.zip)
set(ENV{TZ} UTC)
run(touch --date=@${seconds} ${files})
run(zip -q -X -9 ${name}.zip ${files})
file(SHA256 ${BINARY}/${name}.zip sum)
file(WRITE ${BINARY}/${name}.zip.sha256 "${sum}  ${name}.zip\n")
message(STATUS "${BINARY}/${name}.zip")
