# SPDX-License-Identifier: GPL-3.0-or-later
"""A real nginx on a high port of 127.0.0.1, in the foreground with its own folder: TLS, gzip and ETag."""
import os
import shutil
import socket
import subprocess
import time

CONF = """daemon off; pid nginx.pid; error_log error.log; worker_processes 1; {user}
events {{ worker_connections 64; }}
http {{
  access_log access.log; client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
  types {{ application/json json; text/csv csv; }}
  gzip on; gzip_types application/json; gzip_min_length 1; gzip_http_version 1.0;
  log_format g '$status $sent_http_content_encoding'; access_log access.log g;
  server {{ listen 127.0.0.1:{port} ssl; ssl_certificate ../good.pem; ssl_certificate_key ../good.key; root .; }}
}}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def is_up(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


def nginx(bench, tally):
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        print("skipped: no nginx here")
        return
    folder, port = f"{bench.folder}/nginx", free_port()
    os.makedirs(folder)
    with open(f"{folder}/nginx.conf", "w") as out:
        out.write(CONF.format(port=port, user="user root;" if os.geteuid() == 0 else ""))
    process = subprocess.Popen([program, "-p", folder, "-c", "nginx.conf", "-e", "error.log"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not is_up(port):
            tally.check("nginx starts", False, why=open(f"{folder}/error.log").read()[-300:])
            return
        fetched(bench, tally, folder, port)
    finally:
        process.terminate()
        process.wait()


def fetched(bench, tally, folder, port):
    def publish(serial, factor):
        with open(f"{folder}/diesel.json", "wb") as out:
            out.write(bench.document(serial, factor))

    def last():
        with open(f"{folder}/access.log") as file:
            return file.read().split("\n")[-2]

    bench.list_feeds({"name": "n", "url": f"https://127.0.0.1:{port}/diesel.json"})
    publish(1, 1.03)
    tally.expect("nginx: an edition", bench.fetch("--accept"), 0, "n: accepted")
    tally.check("nginx: it came in gzip", last() == "200 gzip", why=last())
    tally.expect("nginx: the same again", bench.fetch("--accept"), 0, "n: nothing new")
    tally.check("nginx: it was not sent again", last().startswith("304"), why=last())
    time.sleep(1.1)  # its ETag is made of seconds and length
    publish(2, 1.04)
    tally.expect("nginx: the next edition", bench.fetch("--accept"), 0, "n: accepted")
    tally.check("nginx: it was sent", last() == "200 gzip", why=last())
