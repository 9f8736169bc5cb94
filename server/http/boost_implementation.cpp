// Asio and Beast are compiled separately (see cmake/rooms.cmake): this is the one place that holds
// their non-template code for the whole program.

#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
