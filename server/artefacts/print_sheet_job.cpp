#include "artefacts/print_sheet_job.hpp"

#include "artefacts/print_sheet.hpp"
#include "base/refusal.hpp"
#include "core/concerts.hpp"
#include "core/tickets.hpp"

namespace admitone::artefacts {
namespace {

constexpr std::int64_t tickets_at_a_time = 250;

/// Removes the file unless it was kept.
class NewFile {
 public:
  explicit NewFile(const Files& files) : files_(files), name_(files.new_name()) {}
  ~NewFile() {
    if (!is_kept_) files_.remove(name_);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  const std::string& name() const { return name_; }
  std::filesystem::path path() const { return files_.path_of(name_); }
  void keep() { is_kept_ = true; }

 private:
  const Files& files_;
  std::string name_;
  bool is_kept_ = false;
};

}  // namespace

std::string describe(const DrawnSheet& drawn) {
  std::string text = std::to_string(drawn.drawn) + (drawn.drawn == 1 ? " ticket" : " tickets");
  if (drawn.left_out > 0) {
    text += ", " + std::to_string(drawn.left_out) + " left out because they were refunded";
  }
  return text;
}

DrawnSheet draw_print_sheet(db::Database& database, base::ConcertId concert_id,
                            const core::PrintSheet& sheet, base::Timestamp now,
                            const std::string& path,
                            const std::function<void(std::int64_t)>& report) {
  const core::Concert concert = database.read(
      [&](db::Transaction& transaction) { return core::get_concert(transaction, concert_id); });
  PrintSheet paper(path, {.paper = sheet.page,
                          .grid = sheet.grid,
                          .title = concert.name + ", " + std::to_string(sheet.first_serial) + "–" +
                                   std::to_string(sheet.last_serial),
                          .made_at = now});
  DrawnSheet done{};
  for (std::int64_t last = sheet.first_serial - 1; last < sheet.last_serial;) {
    const std::int64_t wanted = std::min(tickets_at_a_time, sheet.last_serial - last);
    const auto tickets = database.read([&](db::Transaction& transaction) {
      return core::list_tickets(transaction, concert_id, {}, last, wanted);
    });
    for (const core::Ticket& ticket : tickets) {
      const bool is_dead = ticket.status == core::TicketStatus::refunded;
      if (!is_dead) paper.add(face_of(ticket, concert));
      ++(is_dead ? done.left_out : done.drawn);
    }
    last += wanted;
    report(done.drawn + done.left_out);
  }
  if (done.drawn == 0) throw base::conflict("None of these tickets can be used any more.");
  paper.finish();
  return done;
}

void run_print_sheet(JobRun& run, db::Database& database, const Files& files) {
  const core::Job& job = run.job();
  const auto sheet = database.read([&](db::Transaction& transaction) {
    return core::find_print_sheet(transaction, job.id).value();
  });
  NewFile file(files);
  const DrawnSheet drawn =
      draw_print_sheet(database, job.concert_id, sheet, run.now(), file.path().string(),
                       [&](std::int64_t done) { run.report(done); });
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(file.path()));
  database.write([&](db::Transaction& transaction) {
    core::keep_file(transaction, job.id, file.name(), bytes);
    run.finish(transaction, describe(drawn));
  });
  file.keep();
}

}  // namespace admitone::artefacts
