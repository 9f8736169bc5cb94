#include "core/money.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/refusal.hpp"

namespace admitone::core {
namespace {

// ISO 4217, the currencies that people pay with (no funds, metals or test codes), by their
// decimals.
constexpr std::string_view without_decimals =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";
constexpr std::string_view with_two_decimals =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF "
    "CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD "
    "HNL "
    "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK "
    "MNT "
    "MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD "
    "RUB "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS "
    "UAH "
    "USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ";
constexpr std::string_view with_three_decimals = "BHD IQD JOD KWD LYD OMR TND ";

bool lists(std::string_view codes, std::string_view code) {
  for (std::size_t at = 0; at < codes.size(); at += 4) {
    if (codes.substr(at, 3) == code) return true;
  }
  return false;
}

bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::string_view fraction_of(std::string_view amount) {
  const auto point = amount.find('.');
  return point == std::string_view::npos ? std::string_view{} : amount.substr(point + 1);
}

}  // namespace

Currency Currency::parse(std::string_view text) {
  const bool is_known = lists(without_decimals, text) || lists(with_two_decimals, text) ||
                        lists(with_three_decimals, text);
  if (!is_known) throw base::BadValue("must be a currency code of ISO 4217, such as EUR");
  return Currency(std::string(text));
}

int Currency::decimals() const {
  if (lists(without_decimals, code_)) return 0;
  return lists(with_three_decimals, code_) ? 3 : 2;
}

Money Money::parse(std::string_view text) {
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = fraction_of(text);
  const bool has_whole =
      !whole.empty() && whole.size() <= 12 && std::ranges::all_of(whole, is_digit);
  const bool has_fraction =
      !fraction.empty() && fraction.size() <= 4 && std::ranges::all_of(fraction, is_digit);
  if (!has_whole || (point != std::string_view::npos && !has_fraction)) {
    throw base::BadValue(
        "must be an amount such as 49.50, not negative, with at most 12 digits before "
        "the point and 4 after it");
  }
  return Money(std::string(text));
}

std::int64_t Money::minor_units(const Currency& currency, const std::string& pointer) const {
  const auto decimals = static_cast<std::size_t>(currency.decimals());
  const std::size_t written = fraction_of(text_).size();
  if (written > decimals) {
    throw base::invalid_field(pointer, "must have at most " + std::to_string(decimals) +
                                           " decimals: it is in " + currency.text());
  }
  std::string digits = text_;
  std::erase(digits, '.');
  digits.append(decimals - written, '0');
  return std::stoll(digits);
}

Money Money::of(std::int64_t minor_units, const Currency& currency) {
  if (minor_units < 0) throw std::logic_error("an amount of money is negative");
  const auto decimals = static_cast<std::size_t>(currency.decimals());
  std::string text = std::to_string(minor_units);
  if (decimals > 0) {
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    text.insert(text.size() - decimals, 1, '.');
  }
  return Money(std::move(text));
}

}  // namespace admitone::core
