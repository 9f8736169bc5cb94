// The command line: serve · healthy · migrate · user · keys · ticket · print-sheet · mail · import
// · export · backup · restore · openapi · routes · version.

#include <csignal>
#include <functional>
#include <iostream>

#include <CLI/CLI.hpp>

#include "app/backup_commands.hpp"
#include "app/commands.hpp"
#include "app/config.hpp"
#include "app/file_commands.hpp"
#include "app/healthy_command.hpp"
#include "app/mail_commands.hpp"
#include "app/move_in_command.hpp"
#include "app/serve.hpp"
#include "app/sheet_command.hpp"
#include "app/ticket_commands.hpp"
#include "artefacts/qr_png.hpp"
#include "base/refusal.hpp"
#include "db/database.hpp"

namespace {

using admitone::app::Config;
using admitone::app::TicketArguments;
using admitone::app::UserArguments;

constexpr int exit_refused = 1;
constexpr int exit_misused = 2;

using Run = std::function<int()>;

void add_user_commands(CLI::App& program, Config& config, UserArguments& arguments, Run& run) {
  namespace app = admitone::app;
  CLI::App* user = program.add_subcommand("user", "Add, list and disable people, change passwords");
  user->require_subcommand(1);
  const auto named = [&](const char* name, const char* help) {
    CLI::App* command = user->add_subcommand(name, help);
    app::add_database_option(*command, config);
    command->add_option("username", arguments.username, "the name to sign in with")->required();
    return command;
  };
  CLI::App* add = named("add", "Add a person; the password is read from standard input");
  add->add_option("--email", arguments.email, "the person's address")->required();
  add->add_option("--role", arguments.role, "admin, scanner or viewer")->capture_default_str();
  add->callback([&] { run = [&] { return app::add_user(config, arguments); }; });
  CLI::App* list = user->add_subcommand("list", "List everybody: id, name, address, role, state");
  app::add_database_option(*list, config);
  list->callback([&] { run = [&] { return app::list_users(config); }; });
  named("disable", "Disable a person and end the sessions")->callback([&] {
    run = [&] { return app::disable_user(config, arguments); };
  });
  named("password", "Change a password, read from standard input, and end the sessions")
      ->callback([&] { run = [&] { return app::change_password(config, arguments); }; });
}

void add_key_commands(CLI::App& program, Config& config, Run& run) {
  namespace app = admitone::app;
  CLI::App* keys = program.add_subcommand("keys", "The keys that sign the codes in the QR");
  keys->require_subcommand(1);
  CLI::App* rotate =
      keys->add_subcommand("rotate", "Make a new key; codes that were issued stay valid");
  app::add_database_option(*rotate, config);
  rotate->callback([&] { run = [&] { return app::rotate_keys(config); }; });
  CLI::App* list = keys->add_subcommand("list", "List the public keys: id, key, made at");
  app::add_database_option(*list, config);
  list->callback([&] { run = [&] { return app::list_keys(config); }; });
}

void add_mail_commands(CLI::App& program, Config& config, std::string& whom, Run& run) {
  namespace app = admitone::app;
  CLI::App* mail = program.add_subcommand("mail", "Letters: try the mail server, see what waits");
  mail->require_subcommand(1);
  CLI::App* test = mail->add_subcommand("test", "Send a letter now, and say what the server said");
  app::add_mail_options(*test, config);
  test->add_option("address", whom, "to whom")->required();
  test->callback([&] { run = [&] { return app::test_mail(config, whom); }; });
  CLI::App* status = mail->add_subcommand("status", "How many letters wait or were given up");
  app::add_database_option(*status, config);
  app::add_mail_options(*status, config);
  status->callback([&] { run = [&] { return app::show_mail(config); }; });
  CLI::App* send = mail->add_subcommand("send", "Send a ticket's letter again");
  app::add_database_option(*send, config);
  app::add_mail_options(*send, config);
  send->add_option("number", whom, "the ticket's number")->required();
  send->callback([&] { run = [&] { return app::send_ticket(config, whom); }; });
}

void add_ticket_commands(CLI::App& program, Config& config, TicketArguments& arguments, Run& run) {
  namespace app = admitone::app;
  CLI::App* ticket = program.add_subcommand("ticket", "A ticket's QR and its page, to hand out");
  ticket->require_subcommand(1);
  const auto drawn = [&](const char* name, const char* help) {
    CLI::App* command = ticket->add_subcommand(name, help);
    app::add_database_option(*command, config);
    command->add_option("number", arguments.number, "the ticket's number")->required();
    command->add_option("--output", arguments.output, "the file to write; - for standard output")
        ->required();
    return command;
  };
  CLI::App* qr = drawn("qr", "Write the QR, as SVG or PNG: as the file's name ends");
  qr->add_option("--scale", arguments.scale, "pixels for each module of a PNG")
      ->check(CLI::Range(1, admitone::artefacts::qr_scale_max));
  qr->callback([&] { run = [&] { return app::write_ticket_qr(config, arguments); }; });
  CLI::App* pdf = drawn("pdf", "Write the ticket as a PDF of one page");
  pdf->add_option("--page", arguments.page, "a6, a4 or letter")->capture_default_str();
  pdf->callback([&] { run = [&] { return app::write_ticket_pdf(config, arguments); }; });
}

void add_import_command(CLI::App& program, Config& config,
                        admitone::app::ImportArguments& arguments,
                        admitone::app::MoveInArguments& moved, Run& run) {
  namespace app = admitone::app;
  CLI::App* command = program.add_subcommand(
      "import", "Import sold tickets from a CSV file of buyers, or a whole other database");
  app::add_database_option(*command, config);
  moved.source = app::move_in_source_from_environment();
  CLI::Option* from =
      command
          ->add_option("--from", moved.source,
                       "move in from postgresql://USER@HOST/NAME, with people, concerts, tickets "
                       "and history, into an empty database (Env:ADMITONE_IMPORT_FROM)")
          ->default_str("");
  command->add_option("--currency", moved.defaults.currency, "of concerts there that name none")
      ->capture_default_str();
  command->add_option("--timezone", moved.defaults.timezone, "of concerts there that name none")
      ->capture_default_str();
  command->add_option("concert", arguments.concert_id, "the concert's id")->excludes(from);
  command->add_option("file", arguments.path, "the file; - is standard input")->excludes(from);
  command->add_flag("--dry-run", arguments.is_dry_run, "say what it would do, and every problem");
  command->add_flag("--send-letters", arguments.sends_letters,
                    "send each buyer the ticket by e-mail");
  app::add_mail_options(*command, config);
  command->add_option("--as", arguments.actor,
                      "the admin in whose name; not needed where there is only one");
  command->callback([&] {
    const bool has_file = !arguments.path.empty();
    if (!has_file && moved.source.empty()) throw CLI::RequiredError("concert and file, or --from");
    run = [&, has_file] {
      return has_file ? app::import_tickets(config, arguments)
                      : app::move_in(config, moved, arguments.is_dry_run);
    };
  });
}

void add_sheet_command(CLI::App& program, Config& config, admitone::app::SheetArguments& arguments,
                       Run& run) {
  namespace app = admitone::app;
  CLI::App* command =
      program.add_subcommand("print-sheet", "Draw tickets on sheets of paper, as a PDF");
  app::add_database_option(*command, config);
  command->add_option("concert", arguments.concert_id, "the concert's id")->required();
  command->add_option("first", arguments.first_serial, "the first ticket's serial")->required();
  command->add_option("last", arguments.last_serial, "the last ticket's serial")->required();
  command->add_option("--output", arguments.output, "the file to write")->required();
  command->add_option("--page", arguments.page, "a4 or letter")->capture_default_str();
  command->add_option("--grid", arguments.grid, "two_by_four or two_by_five")
      ->capture_default_str();
  command->callback([&] { run = [&] { return app::draw_sheet(config, arguments); }; });
}

void add_export_command(CLI::App& program, Config& config,
                        admitone::app::ExportArguments& arguments, Run& run) {
  namespace app = admitone::app;
  CLI::App* command = program.add_subcommand("export", "Export a concert's list as CSV");
  app::add_database_option(*command, config);
  command->add_option("concert", arguments.concert_id, "the concert's id")->required();
  command->add_option("list", arguments.what, "tickets, scans or refunds")->required();
  command->add_option("--output", arguments.path, "the file to write; usually standard output");
  command->callback([&] { run = [&] { return app::export_list(config, arguments); }; });
}

void add_healthy_command(CLI::App& program, Config& config, std::string& address, Run& run) {
  namespace app = admitone::app;
  CLI::App* command = program.add_subcommand(
      "healthy", "Ask a running server whether it is ready, and exit 0 or 1");
  app::add_listen_option(*command, config);
  command->add_option("address", address,
                      "where it is, such as https://tickets.example.org; usually as --listen says");
  command->callback([&] { run = [&] { return app::ask_whether_healthy(config, address); }; });
}

void add_backup_commands(CLI::App& program, Config& config,
                         admitone::app::BackupArguments& arguments, Run& run) {
  namespace app = admitone::app;
  CLI::App* backup = program.add_subcommand(
      "backup", "Write the whole database to a file, while a server goes on serving");
  app::add_database_option(*backup, config);
  backup->add_option("file", arguments.path, "the file to write")->required();
  backup->add_flag("--force", arguments.replaces, "replace a file of that name");
  backup->callback([&] { run = [&] { return app::back_up(config, arguments); }; });
  CLI::App* restore =
      program.add_subcommand("restore", "Fill an empty database from a backup's file");
  app::add_database_option(*restore, config);
  restore->add_option("file", arguments.path, "the file that backup wrote")->required();
  restore->callback([&] { run = [&] { return app::restore(config, arguments); }; });
}

int run_command(int argument_count, char** arguments) {
  namespace app = admitone::app;
  Config config;
  UserArguments user;
  app::SheetArguments sheet;
  app::ImportArguments imported;
  app::MoveInArguments moved;
  app::ExportArguments exported;
  app::BackupArguments backup;
  TicketArguments ticket;
  std::string whom;
  Run run;
  CLI::App program(
      "Admit One: concert ticketing and door admission. Every ticket admits one, exactly one.",
      "admitone");
  program.require_subcommand(1);

  CLI::App* serve = program.add_subcommand("serve", "Serve the API until told to stop");
  app::add_database_option(*serve, config);
  app::add_serve_options(*serve, config);
  serve->callback([&] { run = [&] { return app::serve(config); }; });
  add_healthy_command(program, config, whom, run);
  CLI::App* migrate = program.add_subcommand("migrate", "Bring the database up to date, and stop");
  app::add_database_option(*migrate, config);
  migrate->callback([&] { run = [&] { return app::migrate(config); }; });
  add_user_commands(program, config, user, run);
  add_key_commands(program, config, run);
  add_sheet_command(program, config, sheet, run);
  add_import_command(program, config, imported, moved, run);
  add_export_command(program, config, exported, run);
  add_backup_commands(program, config, backup, run);
  add_ticket_commands(program, config, ticket, run);
  add_mail_commands(program, config, whom, run);
  program.add_subcommand("openapi", "Print the API's contract, OpenAPI 3.1")->callback([&] {
    run = app::print_openapi;
  });
  program.add_subcommand("routes", "Print every endpoint and who may call it")->callback([&] {
    run = app::print_routes;
  });
  program.add_subcommand("version", "Print the version")->callback([&] {
    run = app::print_version;
  });

  try {
    program.parse(argument_count, arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);  // help was asked for
    std::cerr << "admitone: " << error.what() << " (admitone --help tells more)\n";
    return exit_misused;
  }
  app::read_secret_environment(config);
  app::check(config);
  return run();
}

}  // namespace

int main(int argument_count, char** arguments) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run_command(argument_count, arguments);
  } catch (const admitone::base::Refusal& refusal) {
    std::cerr << "admitone: " << refusal.what() << "\n";
    for (const auto& error : refusal.errors)
      std::cerr << "  " << error.pointer << " " << error.detail << "\n";
    return exit_refused;
  } catch (const admitone::db::Unavailable& unavailable) {
    std::cerr << "admitone: " << unavailable.what() << "\n";
    return exit_misused;
  } catch (const admitone::db::StartError& error) {
    std::cerr << "admitone: " << error.what() << "\n";
    return exit_misused;
  } catch (const admitone::app::ConfigError& error) {
    std::cerr << "admitone: " << error.what() << "\n";
    return exit_misused;
  }
}
