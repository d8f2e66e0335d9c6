ARG BASE_IMAGE=python:3.13-slim
FROM ${BASE_IMAGE}
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data LOG_FORMAT=json PATH=/venv/bin:$PATH
WORKDIR /app
COPY requirements.lock .
RUN python3 -m venv /venv \
 && pip install --quiet --no-cache-dir --require-hashes --only-binary=:all: -r requirements.lock \
 && groupadd --gid 1000 claimtrack && useradd --uid 1000 --gid 1000 --home-dir /data --no-create-home claimtrack \
 && mkdir /data && chown 1000:1000 /data
COPY . .
USER 1000:1000
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "claimtrack.wsgi", "--bind=0.0.0.0:8000"]
