namespace Hindsight.Server.Configuration;

/// <summary>The sample that <c>teleport configure</c> prints: every key, with what it means.</summary>
internal static class SampleConfiguration
{
    /// <summary>The sample, with this host's name.</summary>
    internal static string Create()
    {
        var usual = new ServerConfiguration();
        return $"""
            # Configuration of a Hindsight server. Keys that start with "#" show what else there is.
            # Check this file with: teleport configure --test FILE
            version: v3

            teleport:
              # This host's name, in pages and in its certificate.
              nodename: {usual.NodeName}
              # Everything the server keeps: database, recordings, keys. For one server, and readable for its user only.
              data_dir: {usual.DataDirectory}
              log:
                # stderr, stdout, or the path of a file.
                output: stderr
                # debug, info, warn or error.
                severity: info
                format:
                  # text or json, a line a message.
                  output: text
              storage:
                type: sqlite
                # The database file, when it is not to be in data_dir.
                # path: /var/lib/teleport/teleport.db
                # Where audit events go besides the database, as lines of JSON: files, and standard output.
                # audit_events_uri: ["file:///var/log/teleport/events.log", "stdout://"]

            auth_service:
              enabled: yes
              # The cluster's name, a part of every address. Without it the node's name.
              # cluster_name: example.com
              # Whether sessions are recorded: node, node-sync, proxy, proxy-sync, or off for no recording of any kind.
              # What is written here holds at each start. Without it tctl edit session_recording_config decides.
              # session_recording: node
              # Whether keys of SSH hosts are checked; as above.
              # proxy_checks_host_keys: yes
              # How people sign in. What is written here holds at each start; without it tctl edit cluster_auth_preference decides.
              # authentication:
              #   type: local
              #   # What everybody must have besides the password: otp (authenticator apps), webauthn (passkeys) or both. Without it,
              #   # second_factor: optional asks those who have one, and second_factor: off asks nobody.
              #   second_factors: [otp, webauthn]
              #   # Whether a passkey that checks the person may stand for name and password.
              #   passwordless: yes
              #   # The domain of passkeys; without it the host of public_addr.
              #   # webauthn:
              #   #   rp_id: example.com
              #   # How long a sign-in lasts, at most 12h; roles may say less.
              #   default_session_ttl: 12h
              #   # Whether sessions end when the sign-in does.
              #   disconnect_expired_cert: no
              #   # Whether access stops when locks can't be looked up: best_effort or strict.
              #   locking_mode: best_effort
              # Whether new recordings are encrypted where they lie. The cluster's key is in its database; others who may
              # read them are named by their public keys, as age-keygen prints them.
              # session_recording_config:
              #   encryption:
              #     enabled: yes
              #     recipients: [age1lkt7m80qfl7jp0wyfygfkkhgmzypp2glp69394scete8ycgv4gxq25r885]

            proxy_service:
              enabled: yes
              # Where the pages are served, over TLS.
              web_listen_addr: 0.0.0.0:3080
              # The name people type in their browser, with its port.
              # public_addr: hindsight.example.com:443
              # Your own certificate. Without one a self-signed certificate is made in data_dir.
              # https_keypairs:
              # - key_file: /etc/teleport/privkey.pem
              #   cert_file: /etc/teleport/fullchain.pem

            windows_desktop_service:
              enabled: yes
              # Labels of all desktops below.
              labels:
                site: example
              # Labels of the desktops whose host or name matches a regular expression.
              # host_labels:
              # - match: '^.*\.prod\.example\.com$'
              #   labels:
              #     env: prod
              show_desktop_wallpaper: no
              static_hosts: []
              # - name: accounting
              #   addr: 192.0.2.20:3389
              #   # Whether it belongs to a domain.
              #   ad: no
              #   labels:
              #     env: prod
              #   # What it is asked to send: lossless (exact, smallest to record; for a fast network), balanced, or thin-link.
              #   graphics: lossless
              #   # The logins that may be used; without them any.
              #   logins: [Administrator]
              #   # The certificate it must show: its SHA-256 fingerprint, or the authorities that issued it.
              #   # Without either, the first person who opens it is asked, and the answer is kept.
              #   certificate_sha256: "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff"
              #   certificate_ca_file: /etc/teleport/desktop-ca.pem

            ssh_service:
              # SSH is not served yet.
              enabled: no

            """;
    }
}
