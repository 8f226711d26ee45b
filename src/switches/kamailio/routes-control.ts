/** The part of kamailio.cfg that the server calls: new limits, hanging up, is the call alive. */
export const controlRoutes = String.raw`
event_route[xhttp:request] {
    if ($Rp != @CONTROL_PORT@ || $hdr(X-Tollbook-Control-Key) != "@CONTROL_KEY@") {
        xhttp_reply("403", "Forbidden", "application/json", "{\"ok\":false}");
        exit;
    }
    $var(ref) = ""; $var(sid) = ""; $var(seconds) = 0; $var(n) = 0;
    jansson_get("ref", "$rb", "$var(ref)");
    jansson_get("sessionId", "$rb", "$var(sid)");
    jansson_get("seconds", "$rb", "$var(seconds)");
    if (!($var(ref) =~ "^[0-9]{1,9}:[0-9]{1,10}$") || !($var(sid) =~ "^[0-9a-fA-F-]{36}$")) {
        xhttp_reply("400", "Bad Request", "application/json", "{\"ok\":false,\"problem\":\"ref or sessionId\"}");
        exit;
    }
    # The session is looked for by its own id too: after a restart a dialog's handle may be another call's.
    get_profile_size("session", "$var(sid)", "$var(n)");
    if ($hu == "/alive") {
        if ($var(n) > 0) xhttp_reply("200", "OK", "application/json", "{\"ok\":true,\"alive\":true}");
        else xhttp_reply("200", "OK", "application/json", "{\"ok\":true,\"alive\":false}");
        exit;
    }
    if ($var(n) == 0) { xhttp_reply("404", "Not Found", "application/json", "{\"ok\":false}"); exit; }
    $var(entry) = $(var(ref){s.select,0,:}{s.int});
    $var(id) = $(var(ref){s.select,1,:}{s.int});
    if ($hu == "/hangup") {
        $sht(hangup=>$var(sid)) = 1;
        $var(seconds) = 1;
    } else if ($hu == "/limit") {
        if ($var(seconds) <= 0 || $var(seconds) > 1000000) {
            xhttp_reply("400", "Bad Request", "application/json", "{\"ok\":false,\"problem\":\"seconds\"}");
            exit;
        }
        $var(seconds) = $var(seconds) + 1;
    } else {
        xhttp_reply("404", "Not Found", "application/json", "{\"ok\":false}");
        exit;
    }
    if (!dlg_set_timeout("$var(seconds)", "$var(entry)", "$var(id)")) {
        xhttp_reply("404", "Not Found", "application/json", "{\"ok\":false}");
        exit;
    }
    # The module writes a new time only with the next change of the dialog; a crash before it would cut too early.
    $var(until) = $TV(sn) + $var(seconds);
    sql_query("events", "update kamailio.dialog set timeout = $var(until) where hash_entry = $var(entry) and hash_id = $var(id)");
    xhttp_reply("200", "OK", "application/json", "{\"ok\":true}");
}
`;
