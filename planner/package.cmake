# Installing, and the Debian package: cmake --install build; cpack --config build/CPackConfig.cmake -B build
#
# The package is called post-planner, since Debian has another program called planner; the two
# cannot be installed together.
set(documents ${CMAKE_INSTALL_DATADIR}/doc/post-planner)
set(made ${CMAKE_CURRENT_BINARY_DIR}/package)
set(PLANNER_MAINTAINER "planner maintainers <maintainers@planner.invalid>")

# The day of the last change, not of the build: the same sources make the same package.
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
  execute_process(COMMAND git -C ${CMAKE_SOURCE_DIR} log -1 --format=%ct
    OUTPUT_VARIABLE last_change OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(last_change)
    set(ENV{SOURCE_DATE_EPOCH} ${last_change})
  endif()
endif()
string(TIMESTAMP PLANNER_YEAR "%Y" UTC)
string(TIMESTAMP PLANNER_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(planner/debian/copyright.in ${made}/copyright @ONLY)
configure_file(planner/debian/changelog.in ${made}/changelog @ONLY)
execute_process(COMMAND gzip -9nkf ${made}/changelog COMMAND_ERROR_IS_FATAL ANY)

install(TARGETS planner RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES README.md ${made}/copyright ${made}/changelog.gz DESTINATION ${documents})
file(GLOB pictures samples/*.png)
install(FILES ${pictures} DESTINATION ${documents}/samples)
install(DIRECTORY samples/post samples/post-fy2026 DESTINATION ${documents}/samples)

add_custom_target(uninstall
  COMMAND xargs --delimiter=\\n --arg-file=install_manifest.txt rm --force --verbose --
  WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} VERBATIM)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME post-planner)
set(CPACK_PACKAGE_CONTACT "${PLANNER_MAINTAINER}")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ
  GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONFLICTS planner)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "budget and lifecycle-replacement planner for an embassy's IT")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Reads a post's equipment inventories and service costs from CSV, projects
lifecycle replacements and the budget lines of ICASS and the Mission Resource
Request, and writes them as live Excel workbooks.")
include(CPack)
