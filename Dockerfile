# docker build -t vidhuk . && docker run --env-file .env -v vidhuk:/data vidhuk
# Database (SQLite unless DATABASE_URL says otherwise), files and key are in /data: keep it.
ARG PYTHON=python:3.13-slim

FROM ${PYTHON} AS build
WORKDIR /src
COPY . .
RUN deploy/install.sh /opt/vidhuk

FROM ${PYTHON}
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin vidhuk \
    && install -d -m 700 -o vidhuk /data
COPY --from=build /opt/vidhuk /opt/vidhuk
ENV XDG_DATA_HOME=/data LISTEN=0.0.0.0:8080
USER vidhuk
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD \
    ["/opt/vidhuk/current/bin/python", "-c", \
     "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
ENTRYPOINT ["/opt/vidhuk/current/bin/vidhuk"]
CMD ["run"]
