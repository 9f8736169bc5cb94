#include "app/scan_metrics.hpp"

#include "base/enum_text.hpp"

namespace admitone::app {
namespace {

const prometheus::Histogram::BucketBoundaries batch_sizes{1, 2, 4, 8, 16, 32, 64, 128, 256};

constexpr std::string_view no_gate = "-";
constexpr std::string_view further_gates = "others";

}  // namespace

ScanMetrics::ScanMetrics(prometheus::Registry& registry)
    : scans_(prometheus::BuildCounter()
                 .Name("admitone_scans_total")
                 .Help("Scans judged here, by verdict, type and gate")
                 .Register(registry)),
      refusals_(prometheus::BuildCounter()
                    .Name("admitone_scan_refusals_total")
                    .Help("Scans refused here, by reason")
                    .Register(registry)),
      batch_scans_(prometheus::BuildHistogram()
                       .Name("admitone_batch_scans")
                       .Help("Scans that shared one transaction")
                       .Register(registry)
                       .Add({}, batch_sizes)) {}

void ScanMetrics::count(const admission::BatchReport& report) {
  batch_scans_.Observe(static_cast<double>(report.outcomes.size()));
  const std::scoped_lock lock(mutex_);
  for (const core::ScanOutcome& outcome : report.outcomes) {
    const auto* recorded = std::get_if<core::Recorded>(&outcome);
    if (recorded != nullptr && !recorded->is_replay) count(recorded->scan);
  }
}

ScanMetrics::Counters& ScanMetrics::gate_of(const core::Scan& scan) {
  const std::string_view name = scan.location ? std::string_view(*scan.location) : no_gate;
  if (const auto found = gates_.find(name); found != gates_.end()) return found->second;
  const bool has_room = gates_.size() < metric_gates_max;
  return gates_[std::string(has_room ? name : further_gates)];
}

void ScanMetrics::count(const core::Scan& scan) {
  const auto verdict = static_cast<std::size_t>(scan.verdict);
  const auto type = static_cast<std::size_t>(scan.scan_type);
  prometheus::Counter*& counter = gate_of(scan).at(verdict * 3 + type);
  if (counter == nullptr) {
    const bool is_known = scan.location && gates_.contains(*scan.location);
    const std::string_view gate = !scan.location ? no_gate
                                  : is_known     ? std::string_view(*scan.location)
                                                 : further_gates;
    counter = &scans_.Add({{"verdict", base::to_text(scan.verdict)},
                           {"type", base::to_text(scan.scan_type)},
                           {"gate", std::string(gate)}});
  }
  counter->Increment();
  if (scan.verdict == core::Verdict::accepted) return;
  prometheus::Counter*& reason = reasons_.at(static_cast<std::size_t>(scan.reason));
  if (reason == nullptr) reason = &refusals_.Add({{"reason", base::to_text(scan.reason)}});
  reason->Increment();
}

}  // namespace admitone::app
