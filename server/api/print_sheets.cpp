// Print sheets on the wire: asked for, followed, downloaded.

#include "core/print_sheets.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "api/endpoints.hpp"
#include "api/jobs.hpp"
#include "api/page.hpp"
#include "artefacts/files.hpp"
#include "artefacts/job_runner.hpp"
#include "base/refusal.hpp"
#include "core/concerts.hpp"

namespace admitone::api {

struct PrintSheetRequest {
  base::Ranged<1, std::numeric_limits<std::int32_t>::max()> first_serial;
  base::Ranged<1, std::numeric_limits<std::int32_t>::max()> last_serial;
  std::optional<core::SheetPaper> page;
  std::optional<core::SheetGrid> grid;
};
BOOST_DESCRIBE_STRUCT(PrintSheetRequest, (), (first_serial, last_serial, page, grid))

struct PrintSheet {
  base::JobId id;
  base::ConcertId concert_id;
  std::int64_t first_serial;
  std::int64_t last_serial;
  core::SheetPaper page;
  core::SheetGrid grid;
  core::JobStatus status;
  std::int64_t done;
  std::int64_t total;
  std::optional<std::string> detail;
  std::optional<std::int64_t> file_bytes;
  base::Timestamp created_at;
  std::optional<base::Timestamp> finished_at;
  std::optional<base::Timestamp> removed_at;  ///< when it will be, once it is finished
};
BOOST_DESCRIBE_STRUCT(PrintSheet, (),
                      (id, concert_id, first_serial, last_serial, page, grid, status, done, total,
                       detail, file_bytes, created_at, finished_at, removed_at))

namespace {

constexpr std::size_t block_bytes = 256 * 1024;

base::Refusal no_such_sheet() { return base::not_found("There is no such print sheet."); }

PrintSheet present(const core::Job& job, const core::PrintSheet& sheet) {
  PrintSheet out{.id = job.id,
                 .concert_id = job.concert_id,
                 .first_serial = sheet.first_serial,
                 .last_serial = sheet.last_serial,
                 .page = sheet.page,
                 .grid = sheet.grid,
                 .status = job.status,
                 .done = job.done,
                 .total = job.total,
                 .detail = job.detail,
                 .file_bytes = sheet.file_bytes,
                 .created_at = job.created_at,
                 .finished_at = job.finished_at,
                 .removed_at = {}};
  if (job.finished_at) out.removed_at = *job.finished_at + core::sheet_kept;
  return out;
}

/// A job and what it draws.
struct StoredSheet {
  core::Job job;
  core::PrintSheet sheet;
};

StoredSheet get_sheet(Call& call, db::Transaction& transaction) {
  const auto id = call.path<base::JobId>("id");
  const auto job = core::find_job(transaction, id);
  const auto sheet = core::find_print_sheet(transaction, id);
  if (!job || !sheet) throw no_such_sheet();
  return {*job, *sheet};
}

PrintSheet show(Call& call, db::Transaction& transaction, const Nothing&) {
  const StoredSheet stored = get_sheet(call, transaction);
  return present(stored.job, stored.sheet);
}

PrintSheet add(Call& call, db::Transaction& transaction, const PrintSheetRequest& in) {
  const core::PrintSheet sheet{.job_id = {},
                               .first_serial = in.first_serial.value,
                               .last_serial = in.last_serial.value,
                               .page = in.page.value_or(core::SheetPaper::a4),
                               .grid = in.grid.value_or(core::SheetGrid::two_by_five),
                               .file_name = {},
                               .file_bytes = {}};
  const auto concert_id = call.path<base::ConcertId>("id");
  const auto job = core::add_print_sheet(transaction, concert_id, sheet, call.user().id, call.now);
  return present(job, sheet);
}

boost::asio::awaitable<PrintSheet> request(Call& call, PrintSheetRequest in) {
  const Action<PrintSheetRequest, PrintSheet> write = writes(&add);
  PrintSheet sheet = co_await write(call, in);
  call.rooms.jobs.wake();
  co_return sheet;
}

Page<PrintSheet> list(Call& call, db::Transaction& transaction, const PageQuery& query) {
  const auto concert_id = call.path<base::ConcertId>("id");
  core::get_concert(transaction, concert_id);
  const std::int64_t limit = row_limit(query.limit);
  std::optional<base::JobId> before;
  if (query.cursor) before = base::JobId{query.cursor->row()};
  return make_page(
      core::list_jobs(transaction, concert_id, core::JobKind::print_sheet, before, limit + 1),
      limit,
      [&](const core::Job& job) {
        return present(job, core::find_print_sheet(transaction, job.id).value());
      },
      [](const core::Job& job) { return job.id.value; });
}

std::optional<std::string> remove_row(Call& call, db::Transaction& transaction) {
  const StoredSheet stored = get_sheet(call, transaction);
  core::remove_job(transaction, stored.job.id);
  return stored.sheet.file_name;
}

boost::asio::awaitable<Nothing> remove_sheet(Call& call, Nothing) {
  const auto work = [&](db::Transaction& transaction) { return remove_row(call, transaction); };
  const std::optional<std::string> file_name =
      co_await db::on_database(call.rooms.database, db::Access::write, work);
  if (file_name) call.rooms.files.remove(*file_name);
  co_return Nothing{};
}

/// An open file; what was removed meanwhile can still be read.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool is_open() const { return descriptor_ >= 0; }

  /// The next octets; none at the end. Throws std::system_error.
  std::string read_block() const {
    std::string block(block_bytes, '\0');
    const ssize_t count = ::read(descriptor_, block.data(), block.size());
    if (count < 0) throw std::system_error(errno, std::generic_category(), "reading a print sheet");
    block.resize(static_cast<std::size_t>(count));
    return block;
  }

 private:
  int descriptor_;
};

boost::asio::awaitable<void> send_file(boost::asio::thread_pool& workers,
                                       std::shared_ptr<const OpenFile> file,
                                       http::BodyStream& stream) {
  const auto read = [&file] { return file->read_block(); };
  for (;;) {
    std::string block = co_await base::on_pool(workers, read);
    if (block.empty()) co_return;
    co_await stream.send(std::move(block));
  }
}

std::string file_name_of(const core::Job& job, const core::PrintSheet& sheet) {
  return "tickets-" + std::to_string(job.concert_id.value) + "-" +
         std::to_string(sheet.first_serial) + "-" + std::to_string(sheet.last_serial) + ".pdf";
}

boost::asio::awaitable<http::Response> show_file(Call& call) {
  const auto find = [&](db::Transaction& transaction) { return get_sheet(call, transaction); };
  const StoredSheet wanted = co_await db::on_database(call.rooms.database, db::Access::read, find);
  if (!wanted.sheet.file_name) throw base::conflict("This print sheet is not drawn yet.");
  const auto file =
      std::make_shared<const OpenFile>(call.rooms.files.path_of(*wanted.sheet.file_name));
  if (!file->is_open()) {
    throw base::not_found(
        "The file of this print sheet is not on this server: another node drew it into a folder of "
        "its own (--files), or somebody removed it. Ask for the sheet again.");
  }
  http::Response response;
  response.content_type = "application/pdf";
  response.headers.emplace_back(
      "Content-Disposition",
      "attachment; filename=\"" + file_name_of(wanted.job, wanted.sheet) + "\"");
  response.stream = [&workers = call.rooms.workers, file](http::BodyStream& stream) {
    return send_file(workers, file, stream);
  };
  co_return response;
}

}  // namespace

Endpoints print_sheet_endpoints() {
  return {
      post("/api/concerts/{id}/print-sheets", Who::admins,
           "Have tickets drawn on sheets for printing", awaits(&request), http::Status::accepted),
      get("/api/concerts/{id}/print-sheets", Who::admins, "List a concert's print sheets",
          reads(&list)),
      get("/api/print-sheets/{id}", Who::admins, "Show a print sheet, and how far it is",
          reads(&show)),
      remove("/api/print-sheets/{id}", Who::admins, "Remove a print sheet, also one being drawn",
             awaits(&remove_sheet)),
      raw("/api/print-sheets/{id}/sheet.pdf", Who::admins, "Download a print sheet",
          "application/pdf", &show_file),
  };
}

}  // namespace admitone::api
