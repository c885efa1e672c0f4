# The libraries of planner.exe: cmake -D FOLDER=<build folder> -P libraries.cmake
#
# Debian has no mingw-w64 packages of them, so they are built from Debian's own source packages:
# `apt-get source` fetches each at the version of this machine's release, checks it against the
# signed index, and applies Debian's patches.  apt gets a configuration of its own in the build
# folder, so that the machine's stays as it is and no root is needed.  What is built stands in
# FOLDER/libraries and is not built again.
cmake_minimum_required(VERSION 3.25)

get_filename_component(FOLDER "${FOLDER}" ABSOLUTE)
set(sources ${FOLDER}/sources)
set(prefix ${FOLDER}/libraries)
set(host x86_64-w64-mingw32)
# The same sums on every machine, as the program's own; the numbers of printf by mingw's library.
# Names of source files in messages do not tell where they were built.
set(flags "-O2 -ffp-contract=off -D__USE_MINGW_ANSI_STDIO=1 -ffile-prefix-map=${FOLDER}/=")
cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)

function(run where)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${where} RESULT_VARIABLE failed
    OUTPUT_FILE ${FOLDER}/libraries.log ERROR_FILE ${FOLDER}/libraries.log)
  if(failed)
    execute_process(COMMAND tail -n 20 ${FOLDER}/libraries.log OUTPUT_VARIABLE log)
    list(JOIN ARGN " " command)
    message("${log}")
    message(FATAL_ERROR "Failed in ${where}: ${command}\nAll it said is in ${FOLDER}/libraries.log")
  endif()
endfunction()

# ---- where the sources come from ----------------------------------------------------------------

# This machine's package sources of its own release, asked for source packages instead.
function(write_sources to)
  file(STRINGS /etc/os-release release REGEX "^VERSION_CODENAME=")
  string(REGEX REPLACE ".*=" "" release "${release}")
  file(GLOB lists /etc/apt/sources.list /etc/apt/sources.list.d/*)
  foreach(list IN LISTS lists)
    file(READ ${list} text)
    if(NOT text MATCHES "[ /]${release}")
      continue()
    endif()
    string(REGEX REPLACE "(^|\n)Types:[^\n]*" "\\1Types: deb-src" text "${text}")
    string(REGEX REPLACE "(^|\n)deb " "\\1deb-src " text "${text}")
    get_filename_component(name ${list} NAME)
    file(WRITE ${to}/${name} "${text}")
  endforeach()
endfunction()

function(prepare_apt)
  file(MAKE_DIRECTORY ${FOLDER}/apt/lists/partial ${FOLDER}/apt/cache/archives/partial ${sources})
  write_sources(${FOLDER}/apt/sources)
  file(WRITE ${FOLDER}/apt/apt.conf
    "Dir::Etc::SourceList \"/dev/null\";\n"
    "Dir::Etc::SourceParts \"${FOLDER}/apt/sources\";\n"
    "Dir::State::Lists \"${FOLDER}/apt/lists\";\n"
    "Dir::Cache \"${FOLDER}/apt/cache\";\n"
    "APT::Sandbox::User \"root\";\n")
  set(ENV{APT_CONFIG} ${FOLDER}/apt/apt.conf)
  run(${sources} apt-get -q update)
endfunction()

# The one library that Debian has for Windows, without its DLL, so that nothing links to that.
function(take_zlib)
  set(there /usr/${host})
  file(COPY ${there}/lib/libz.a DESTINATION ${prefix}/lib)
  file(COPY ${there}/include/zlib.h ${there}/include/zconf.h DESTINATION ${prefix}/include)
endfunction()

# The folder of a package's source, fetched when it is not there.
function(fetch package out)
  file(GLOB found LIST_DIRECTORIES true ${sources}/${package}-[0-9]*)
  if(NOT found)
    message(STATUS "Fetching ${package}")
    set(ENV{APT_CONFIG} ${FOLDER}/apt/apt.conf)
    if(NOT EXISTS $ENV{APT_CONFIG})
      prepare_apt()
    endif()
    run(${sources} apt-get -q source ${package})
    file(GLOB found LIST_DIRECTORIES true ${sources}/${package}-[0-9]*)
  endif()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# ---- how they are built -------------------------------------------------------------------------

function(begin package out)
  set(${out} "" PARENT_SCOPE)
  if(NOT EXISTS ${prefix}/${package}.built)
    fetch(${package} from)
    message(STATUS "Building ${package}")
    set(${out} ${from} PARENT_SCOPE)
  endif()
endfunction()

function(finish package)
  file(TOUCH ${prefix}/${package}.built)
endfunction()

# with_configure(PACKAGE option...)   A folder doc that Debian has emptied is passed over.
function(with_configure package)
  begin(${package} from)
  if(from)
    run(${from} ./configure --build=x86_64-linux-gnu --host=${host} --prefix=${prefix}
      --libdir=${prefix}/lib --disable-shared --enable-static CFLAGS=${flags} ${ARGN})
    if(EXISTS ${from}/doc/Makefile)
      file(WRITE ${from}/doc/Makefile "%:\n\t@true\n")
    endif()
    # What is generated came with the source; a patch that is younger is no reason to do it anew.
    set(as_it_came ACLOCAL=: AUTOCONF=: AUTOHEADER=: AUTOMAKE=: MAKEINFO=:)
    run(${from} make -j${cores} ${as_it_came})
    run(${from} make install ${as_it_came})
    finish(${package})
  endif()
endfunction()

# with_cmake(PACKAGE option...)
function(with_cmake package)
  begin(${package} from)
  if(from)
    run(${from} ${CMAKE_COMMAND} -S . -B build-windows
      -D CMAKE_TOOLCHAIN_FILE=${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake
      -D CMAKE_BUILD_TYPE=Release "-DCMAKE_C_FLAGS=${flags}" -D BUILD_SHARED_LIBS=OFF
      -D CMAKE_INSTALL_PREFIX=${prefix} -D CMAKE_INSTALL_LIBDIR=lib -D PLANNER_LIBRARIES=${prefix}
      ${ARGN})
    run(${from} ${CMAKE_COMMAND} --build build-windows -j${cores} --target install)
    finish(${package})
  endif()
endfunction()

# with_compiler(PACKAGE SOURCES glob... HEADERS folder [INTO folder] [FLAGS flag...])
#
# For libraries whose own build makes programs too, or asks for a C++ compiler.
function(with_compiler package)
  cmake_parse_arguments(IS "" "HEADERS;INTO" "SOURCES;FLAGS" ${ARGN})
  begin(${package} from)
  if(NOT from)
    return()
  endif()
  list(TRANSFORM IS_SOURCES PREPEND ${from}/)
  file(GLOB sources ${IS_SOURCES})
  separate_arguments(split UNIX_COMMAND "${flags}")
  file(MAKE_DIRECTORY ${from}/objects)
  run(${from}/objects ${host}-gcc ${split} ${IS_FLAGS} -I${from}/include -I${prefix}/include -c
    ${sources})
  file(GLOB objects ${from}/objects/*.o)
  string(REGEX REPLACE "^lib" "" name ${package})
  run(${from} ${host}-ar rcsD ${prefix}/lib/lib${name}.a ${objects})
  file(COPY ${from}/${IS_HEADERS}/ DESTINATION ${prefix}/include/${IS_INTO}
    FILES_MATCHING PATTERN *.h)
  finish(${package})
endfunction()

function(describe name version libraries)
  file(WRITE ${prefix}/lib/pkgconfig/${name}.pc
    "Name: ${name}\nDescription: ${name}\nVersion: ${version}\n"
    "Libs: -L${prefix}/lib ${libraries}\nCflags: -I${prefix}/include\n")
endfunction()

# The elementary functions, from glibc.  Those of mingw differ from them in the last digit, and a
# search for the best smoothing makes much of a last digit: with the same functions the same post
# has the same forecasts here and there.  The rest of the C library stays that of Windows.
function(build_libm)
  begin(glibc from)
  if(NOT from)
    return()
  endif()
  set(ours ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/libm)
  set(dbl ${from}/sysdeps/ieee754/dbl-64)
  set(long ${from}/sysdeps/ieee754/ldbl-96)
  set(made ${FOLDER}/libm)
  file(REMOVE_RECURSE ${made})
  foreach(header endian fenv_private fix-int-fp-convert-zero libc-diag libm-alias-double
      libm-alias-finite math-barriers math-narrow-eval math-svid-compat math-underflow math_private
      nan-high-order-bit)
    file(WRITE ${made}/include/${header}.h "#include \"${ours}/private.h\"\n")
  endforeach()
  file(COPY ${from}/math/mul_split.h DESTINATION ${made}/include)
  set(compile ${host}-gcc -std=gnu11 -O2 -frounding-math -fno-math-errno -fno-builtin -w
    -Werror=implicit-function-declaration
    -I${made}/include -I${dbl} -c)
  run(${made} ${compile} -ffp-contract=off ${ours}/functions.c
    ${dbl}/branred.c ${dbl}/e_exp2.c ${dbl}/e_exp_data.c ${dbl}/e_gamma_r.c ${dbl}/e_lgamma_r.c
    ${dbl}/e_log10.c ${dbl}/e_log_data.c ${dbl}/e_pow_log_data.c ${dbl}/lgamma_neg.c
    ${dbl}/math_err.c ${dbl}/s_erf.c ${dbl}/sincostab.c ${long}/gamma_product.c
    ${long}/lgamma_product.c)
  foreach(variant plain fused)
    set(as -ffp-contract=off)
    if(variant STREQUAL "fused")
      set(as -mfma -mavx2)
    endif()
    foreach(function e_exp e_log e_pow s_expm1 s_log1p)
      string(REGEX REPLACE "^._" "" name ${function})
      run(${made} ${compile} ${as} -D__${name}=${name}_${variant} -o ${name}_${variant}.o
        ${dbl}/${function}.c)
    endforeach()
    run(${made} ${compile} ${as} -Dsin=sin_${variant} -Dcos=cos_${variant} -o sin_${variant}.o
      ${dbl}/s_sin.c)
  endforeach()
  file(GLOB objects ${made}/*.o)
  file(MAKE_DIRECTORY ${prefix}/lib)
  run(${made} ${host}-ar rcsD ${prefix}/lib/libm.a ${objects})
  finish(glibc)
endfunction()

build_libm()
take_zlib()
with_configure(gsl)
with_configure(libcsv)
with_configure(glpk CPPFLAGS=-D__WOE__) # its own name for Windows
with_configure(nettle --disable-public-key --disable-assembler --disable-documentation
  --disable-openssl)
with_cmake(jansson -D JANSSON_BUILD_DOCS=OFF -D JANSSON_EXAMPLES=OFF -D JANSSON_WITHOUT_TESTS=ON)
with_compiler(minizip SOURCES ioapi.c unzip.c zip.c HEADERS . INTO minizip)
describe(minizip 1.1 "-lminizip -lz")
# Temporary files by tmpfile(), which the program brings: see os_windows.c.  Numbers by snprintf, not
# by the compiler's own name for it, which is the system's: that writes 1E-05 as 1E-005.
with_compiler(libxlsxwriter SOURCES src/*.c third_party/md5/*.c HEADERS include
  FLAGS -DUSE_SYSTEM_MINIZIP -DUSE_STANDARD_TMPFILE -DLXW_HAS_SNPRINTF)
describe(xlsxwriter 1.1 "-lxlsxwriter -lminizip -lz")
