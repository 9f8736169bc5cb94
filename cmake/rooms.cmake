# One room = one directory = one library = one namespace. A room says which rooms it may see; a test reads
# the includes and holds it to that (script/check-arrows).

add_library(admitone_options INTERFACE)
target_include_directories(admitone_options INTERFACE ${CMAKE_SOURCE_DIR}/server)
# Only C++ gets the flags: embedded files are assembled. -Wrestrict is wrong about std::string in GCC 12.
# The last two let ccache find again what was compiled with a precompiled header, or in another checkout.
target_compile_options(admitone_options INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:\
-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion;-Wno-sign-conversion;-Wnon-virtual-dtor;-Wno-restrict;\
-Werror;-fcoroutines;-fpch-preprocess;-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.>")
target_compile_definitions(admitone_options INTERFACE
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
target_link_libraries(admitone_options INTERFACE Threads::Threads)
if(ADMITONE_SANITIZE)
  # Line numbers are all that a report needs (-g1), and compile faster. Sanitizers confuse GCC's guesses about uninitialised values, and Asio's fences are not known to TSan.
  target_compile_options(admitone_options INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:\
-fsanitize=${ADMITONE_SANITIZE};-fno-omit-frame-pointer;-fno-sanitize-recover=all;-O1;-g1;\
-Wno-maybe-uninitialized;-Wno-tsan>")
  target_link_options(admitone_options INTERFACE -fsanitize=${ADMITONE_SANITIZE})
endif()

# room(name USES libraries… TEST_USES libraries…): every .cpp in this directory but the tests, which become
# <name>_test. A file precompiled.hpp, where there is one, is precompiled for both.
function(room name)
  cmake_parse_arguments(arg "" "" "USES;TEST_USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(NOT sources)
    add_library(admitone_${name} INTERFACE)
    target_link_libraries(admitone_${name} INTERFACE admitone_options ${arg_USES})
    return()
  endif()
  add_library(admitone_${name} STATIC ${sources})
  target_link_libraries(admitone_${name} PUBLIC admitone_options ${arg_USES})
  set(precompiled ${CMAKE_CURRENT_SOURCE_DIR}/precompiled.hpp)
  if(EXISTS ${precompiled})
    target_precompile_headers(admitone_${name} PRIVATE ${precompiled})
  endif()
  if(tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE admitone_${name} ${arg_TEST_USES} GTest::gmock GTest::gtest_main)
    if(EXISTS ${precompiled})
      target_precompile_headers(${name}_test PRIVATE ${precompiled})
    endif()
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()

# embed(target [INDEX name] [BASE folder] files…): puts files into the binary. In C++ each is
#   extern "C" const char <symbol>_begin[]; extern "C" const char <symbol>_end[];
# where <symbol> is "embedded_" and the file's path below BASE (this folder, unless told), other characters as
# "_". With INDEX all of them are listed, by path, by
#   namespace admitone::embedded { std::span<const base::EmbeddedFile> <name>(); }
function(embed target)
  cmake_parse_arguments(arg "" "INDEX;BASE" "" ${ARGN})
  if(NOT arg_BASE)
    set(arg_BASE ${CMAKE_CURRENT_SOURCE_DIR})
  endif()
  set(files ${arg_UNPARSED_ARGUMENTS})
  list(SORT files)
  set(declarations "")
  set(entries "")
  foreach(file ${files})
    cmake_path(RELATIVE_PATH file BASE_DIRECTORY ${arg_BASE} OUTPUT_VARIABLE short)
    string(MAKE_C_IDENTIFIER "embedded_${short}" symbol)
    set(assembly ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S)
    file(CONFIGURE OUTPUT ${assembly} CONTENT
".section .rodata\n.global ${symbol}_begin\n.global ${symbol}_end\n.balign 16\n${symbol}_begin:\n.incbin \"${file}\"\n${symbol}_end:\n.byte 0\n.section .note.GNU-stack,\"\",@progbits\n")
    set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS ${file})
    target_sources(${target} PRIVATE ${assembly})
    string(APPEND declarations "extern \"C\" const char ${symbol}_begin[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND entries "      {\"${short}\", {${symbol}_begin, ${symbol}_end}},\n")
  endforeach()
  if(arg_INDEX)
    list(LENGTH files count)
    set(index ${CMAKE_CURRENT_BINARY_DIR}/embedded_index_${arg_INDEX}.cpp)
    file(CONFIGURE OUTPUT ${index} CONTENT
"#include <array>\n#include <span>\n\n#include \"base/embedded.hpp\"\n\n${declarations}
namespace admitone::embedded {

std::span<const base::EmbeddedFile> ${arg_INDEX}();
std::span<const base::EmbeddedFile> ${arg_INDEX}() {
  static const std::array<base::EmbeddedFile, ${count}> files{{
${entries}  }};
  return files;
}

}  // namespace admitone::embedded\n")
    target_sources(${target} PRIVATE ${index})
  endif()
endfunction()
