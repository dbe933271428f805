# A small image with prosec and the git that `--changed-since` asks; it runs as nobody in particular.
# docs/integrations/docker.md shows how to use it.
FROM rust:1.88.0-slim-bookworm@sha256:38bc5a86d998772d4aec2348656ed21438d20fcdce2795b56ca434cf21430d89 AS build
WORKDIR /source
COPY Cargo.toml Cargo.lock build.rs README.md ./
COPY build build
COPY data data
COPY presets presets
COPY rules rules
COPY schemas schemas
COPY src src
RUN cargo install --locked --path . --root /prosec

FROM debian:bookworm-20250630-slim@sha256:6ac2c08566499cc2415926653cf2ed7c3aedac445675a013cc09469c9e118fdd
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
COPY LICENSE-MIT LICENSE-APACHE data/NOTICES.md /usr/share/doc/prosec/
COPY --from=build /prosec/bin/prosec /usr/local/bin/prosec
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["prosec"]
CMD ["check"]
