# syntax=docker/dockerfile:1
# Two stages: what builds stays behind. Run it read-only, with a volume for what is kept (see compose.yaml).

FROM node:24-bookworm-slim AS build
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

FROM node:24-bookworm-slim
ENV NODE_ENV=production SHERLOG_CONFIG=/etc/sherlog/sherlog.yaml XDG_STATE_HOME=/var/lib XDG_CONFIG_HOME=/var/lib/sherlog-key
WORKDIR /opt/sherlog
COPY --from=build --chown=root:root /build/package.json ./
COPY --from=build --chown=root:root /build/node_modules node_modules
COPY --from=build --chown=root:root /build/dist dist
COPY --from=build --chown=root:root /build/knowledge knowledge
COPY --from=build --chown=root:root /build/deploy deploy
COPY --chown=root:root deploy/image/sherlog.yaml /etc/sherlog/sherlog.yaml
RUN ln -s /opt/sherlog/dist/src/main.js /usr/local/bin/sherlog \
  && mkdir -p /var/lib/sherlog /var/lib/sherlog-key \
  && chown node:node /var/lib/sherlog /var/lib/sherlog-key
USER node
VOLUME ["/var/lib/sherlog", "/var/lib/sherlog-key"]
EXPOSE 3978 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["sherlog", "serve"]
