"""How the web server runs, here and in the container; gunicorn reads this file by itself."""

from claimtrack import env, logs

# gthread, but for which of its threads is asked first.
worker_class = "claimtrack.web_threads.Threads"
workers = 3
threads = 4
# The application is loaded once, before the workers are forked from it.
preload_app = True
timeout = 30
graceful_timeout = 5
# A worker that grew is replaced, and not all of them at once.
max_requests = 1000
max_requests_jitter = 100
# Nobody steers it from outside; its socket would lie in the home folder.
control_socket_disable = True
# Its lines, one for each request among them, look like the application's.
logger_class = "claimtrack.access_log.AccessLog"
logconfig_dict = logs.configuration(env.choice("LOG_FORMAT", logs.FORMS))
