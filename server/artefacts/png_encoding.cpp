#include "artefacts/png_encoding.hpp"

#include <bit>
#include <csetjmp>
#include <stdexcept>

#include <png.h>

namespace admitone::artefacts {
namespace {

// Flat areas of few colours: more effort makes pictures hardly smaller, and takes many times as
// long. Of black and white there is little, and it shrinks well.
constexpr int coloured_level = 1;
constexpr int black_or_white_level = 6;

/// The state of one encoding; libpng's own parts are freed with it.
class Encoding {
 public:
  Encoding()
      : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, &fail, &ignore_warning)) {
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
    if (info_ == nullptr) throw std::bad_alloc();
    png_set_write_fn(png_, &file_, &append, nullptr);
  }
  ~Encoding() { png_destroy_write_struct(&png_, &info_); }
  Encoding(const Encoding&) = delete;
  Encoding& operator=(const Encoding&) = delete;

  /// Whether it went well. Has nothing to destroy: libpng leaves it with a jump when it fails.
  bool write(PixelFormat format, unsigned width, const std::vector<const unsigned char*>& rows) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    const bool is_coloured = format == PixelFormat::coloured;
    png_set_IHDR(png_, info_, width, static_cast<png_uint_32>(rows.size()), is_coloured ? 8 : 1,
                 is_coloured ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png_, is_coloured ? coloured_level : black_or_white_level);
    png_set_filter(png_, PNG_FILTER_TYPE_BASE, is_coloured ? PNG_FILTER_UP : PNG_FILTER_NONE);
    png_write_info(png_, info_);
    if (is_coloured) drop_fourth_octet();
    for (const unsigned char* row : rows) png_write_row(png_, row);
    png_write_end(png_, info_);
    return true;
  }

  std::string take_file() { return std::move(file_); }

 private:
  void drop_fourth_octet() {
    if constexpr (std::endian::native == std::endian::little) {
      png_set_bgr(png_);
      png_set_filler(png_, 0, PNG_FILLER_AFTER);
    } else {
      png_set_filler(png_, 0, PNG_FILLER_BEFORE);
    }
  }

  static void append(png_structp png, png_bytep octets, std::size_t count) {
    static_cast<std::string*>(png_get_io_ptr(png))
        ->append(reinterpret_cast<const char*>(octets), count);
  }
  static void fail(png_structp png, png_const_charp) { png_longjmp(png, 1); }
  static void ignore_warning(png_structp, png_const_charp) {}

  std::string file_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

}  // namespace

std::string encode_png(PixelFormat format, unsigned width,
                       const std::vector<const unsigned char*>& rows) {
  Encoding encoding;
  if (!encoding.write(format, width, rows)) {
    throw std::runtime_error("a picture could not be written as PNG");
  }
  return encoding.take_file();
}

}  // namespace admitone::artefacts
