# Admit One in a container: docker build --tag admitone .
# compose.yaml runs it; docs/operations.md tells what it needs.

FROM docker.io/library/debian:bookworm-slim AS build
WORKDIR /source
# First what is built with, which changes seldom, so that a build after a change begins after it. Behind a
# proxy that signs for itself: docker build --secret id=certificates,src=FILE
COPY script/setup script/common.sh script/
RUN --mount=type=secret,id=certificates \
    if [ -s /run/secrets/certificates ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/certificates; fi; \
    script/setup --packages && apt-get install --yes --no-install-recommends file postgresql-client-15
COPY . .
RUN --mount=type=secret,id=certificates \
    if [ -s /run/secrets/certificates ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/certificates; fi; \
    script/package && mkdir /tree && dpkg-deb --extract build/package/admitone_*.deb /tree && \
    dpkg-deb --field build/package/admitone_*.deb Depends >/tree/depends

FROM docker.io/library/debian:bookworm-slim
# What the Debian package depends on is what the binary needs, the fonts included. The caches of the fonts are
# made here, as the root filesystem is read-only later.
RUN --mount=type=bind,from=build,source=/tree,target=/tree \
    apt-get update && \
    apt-get satisfy --yes --no-install-recommends "$(cat /tree/depends), ca-certificates, tzdata" && \
    fc-cache --system-only && \
    apt-get clean && rm -rf /var/lib/apt/lists/* /var/cache/debconf/*-old /var/log/*.log /var/log/apt && \
    useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/admitone \
      --shell /usr/sbin/nologin admitone && \
    install --directory --owner=admitone --group=admitone --mode=0750 /var/lib/admitone
# For `admitone backup` of a PostgreSQL. The package of its clients brings Perl along, which nothing here needs.
COPY --from=build /usr/lib/postgresql/15/bin/pg_dump /usr/lib/postgresql/15/bin/pg_restore /usr/bin/
COPY --from=build /tree/usr/bin/admitone /usr/bin/admitone

USER 10001:10001
WORKDIR /var/lib/admitone
ENV ADMITONE_LISTEN=0.0.0.0:8000 \
    DATABASE_URL=sqlite:/var/lib/admitone/admitone.db
VOLUME /var/lib/admitone
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s CMD ["admitone", "healthy"]
ENTRYPOINT ["admitone"]
CMD ["serve"]
