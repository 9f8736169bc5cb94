#include "api/bounded_pool.hpp"

namespace admitone::api {

BoundedPool::BoundedPool(std::size_t threads, int waiting_max, base::Refusal when_full)
    : threads_(threads), waiting_max_(waiting_max), when_full_(std::move(when_full)) {}

BoundedPool::~BoundedPool() { threads_.join(); }

BoundedPool::Place::Place(BoundedPool& pool) : pool_(pool) {
  if (pool_.waiting_++ < pool_.waiting_max_) return;
  --pool_.waiting_;
  throw pool_.when_full_;
}

BoundedPool::Place::~Place() { --pool_.waiting_; }

}  // namespace admitone::api
