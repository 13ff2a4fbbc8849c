# syntax=docker/dockerfile:1
# Two stages: what builds stays behind. Run it read-only, with a volume for what is kept (see compose.yaml).
# The same commit gives the same bytes where base and time are fixed: docs/operations.md, "In a container", says how.

# A tag moves; for a release name the digest: --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:…
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
# The scripts of packages are not run: what they would download is in the packages already, and the build is ours.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
COPY adapters adapters
COPY demo demo
COPY knowledge knowledge
COPY deploy deploy
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM ${NODE_IMAGE}
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Sherlog" \
  org.opencontainers.image.description="Finds and reads the right HyperBDR / HyperMotion log, from Slack, Microsoft Teams or a terminal." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production SHERLOG_CONFIG=/etc/sherlog/sherlog.yaml XDG_STATE_HOME=/var/lib XDG_CONFIG_HOME=/var/lib/sherlog-key
WORKDIR /opt/sherlog
COPY --from=build --chown=root:root /build/package.json ./
COPY --from=build --chown=root:root /build/node_modules node_modules
COPY --from=build --chown=root:root /build/dist dist
COPY --from=build --chown=root:root /build/knowledge knowledge
# Of deploy/ the process needs what it sends to nodes and the font of its pictures, and nothing else.
COPY --from=build --chown=root:root /build/deploy/node deploy/node
COPY --from=build --chown=root:root /build/deploy/picture deploy/picture
COPY --from=build --chown=root:root /build/deploy/web deploy/web
COPY --chown=root:root deploy/image/sherlog.yaml /etc/sherlog/sherlog.yaml
RUN ln -s /opt/sherlog/dist/src/main.js /usr/local/bin/sherlog \
  && mkdir -p /var/lib/sherlog /var/lib/sherlog-key \
  && chown 1000:1000 /var/lib/sherlog /var/lib/sherlog-key
# The base's user node, as a number: an orchestrator can only tell from a number that it is not root.
USER 1000:1000
VOLUME ["/var/lib/sherlog", "/var/lib/sherlog-key"]
EXPOSE 3978 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["sherlog", "serve"]
