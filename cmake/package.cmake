# What is installed, and the Debian package made of it (script/package).

include(GNUInstallDirs)

# Debian's documents are compressed, without the time and the name of the file they were made of.
function(install_compressed source name folder)
  set(compressed ${CMAKE_BINARY_DIR}/package/${folder}/${name}.gz)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/package/${folder})
  execute_process(COMMAND gzip -9nc ${source} OUTPUT_FILE ${compressed} COMMAND_ERROR_IS_FATAL ANY)
  install(FILES ${compressed} DESTINATION ${folder})
endfunction()

set(debian ${CMAKE_SOURCE_DIR}/deploy/debian)
set(documents ${CMAKE_INSTALL_DATADIR}/doc/admitone)

install(TARGETS admitone RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(PROGRAMS ${debian}/admitone-as-service DESTINATION ${CMAKE_INSTALL_SBINDIR})
install(FILES ${debian}/admitone.service ${debian}/admitone.socket DESTINATION /lib/systemd/system)
install(FILES ${debian}/admitone.env DESTINATION /etc/admitone PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ)
install(FILES ${debian}/copyright DESTINATION ${documents})
install(FILES ${debian}/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME admitone)
install_compressed(${debian}/changelog changelog.Debian ${documents})
install_compressed(${CMAKE_SOURCE_DIR}/CHANGELOG.md changelog ${documents})
install_compressed(${CMAKE_SOURCE_DIR}/deploy/man/admitone.1 admitone.1 ${CMAKE_INSTALL_DATADIR}/man/man1)
install_compressed(${CMAKE_SOURCE_DIR}/deploy/man/admitone-as-service.8 admitone-as-service.8
  ${CMAKE_INSTALL_DATADIR}/man/man8)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/completions/admitone.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME admitone)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/completions/_admitone
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/completions/admitone.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_NAME admitone)
set(CPACK_PACKAGE_CONTACT "Admit One <maintainers@admitone.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "concert ticketing and door admission")
set(CPACK_PACKAGE_DESCRIPTION
"Sells, prints, transfers, refunds and admits concert tickets: a server with the
web app for box office, door and wallet inside it. Every ticket admits one,
exactly one, also when many phones scan the same code at once.
.
Data is kept in an SQLite file or in PostgreSQL.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Names are drawn in every script, in the fonts that are there. adduser and init-system-helpers: postinst.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, init-system-helpers (>= 1.54~), \
fonts-inter, fonts-jetbrains-mono, fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql (>= 15), postgresql-client (>= 15), caddy")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${debian}/postinst ${debian}/prerm ${debian}/postrm ${debian}/conffiles)
include(CPack)
