/** The part of kamailio.cfg that the server calls: new limits, hanging up, is the call alive. */
export const controlRoutes = String.raw`
event_route[xhttp:request] {
    if ($Rp != @CONTROL_PORT@ || $hdr(X-Tollbook-Control-Key) != "@CONTROL_KEY@") {
        xhttp_reply("403", "Forbidden", "application/json", "{\"ok\":false}");
        exit;
    }
    if ($hu == "/version") {
        xhttp_reply("200", "OK", "application/json", "{\"ok\":true,\"version\":\"$version(num)\"}");
        exit;
    }
    $var(sid) = ""; $var(seconds) = 0; $var(n) = 0;
    jansson_get("sessionId", "$rb", "$var(sid)");
    jansson_get("seconds", "$rb", "$var(seconds)");
    if (!($var(sid) =~ "^[0-9a-fA-F-]{36}$")) {
        xhttp_reply("400", "Bad Request", "application/json", "{\"ok\":false,\"problem\":\"sessionId\"}");
        exit;
    }
    # By the session's id alone: a handle of before a restart may be another call's after it.
    get_profile_size("session", "$var(sid)", "$var(n)");
    if ($hu == "/alive") {
        if ($var(n) > 0) xhttp_reply("200", "OK", "application/json", "{\"ok\":true,\"alive\":true}");
        else xhttp_reply("200", "OK", "application/json", "{\"ok\":true,\"alive\":false}");
        exit;
    }
    if ($var(n) == 0) { xhttp_reply("404", "Not Found", "application/json", "{\"ok\":false}"); exit; }
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
    # First: a call that is being answered at this moment must see it.
    $var(until) = $TV(sn) + $var(seconds);
    $sht(until=>$var(sid)) = "" + $var(until) + ":" + $TV(un);
    # The module writes a new time only with the next change of the dialog; a crash before it would cut too early.
    # A second later here: after a restart the module counts whole seconds, and must not cut what was granted.
    sql_query("events", "update kamailio.dialog d set timeout = $var(until) + 1 from kamailio.dialog_vars v where v.hash_entry = d.hash_entry and v.hash_id = d.hash_id and v.dialog_key = 'sid' and v.dialog_value = '$var(sid)'");
    $var(entry) = -1;
    if ($sht(dialog=>$var(sid)) == $null) {
        # Made before a restart: the memory knows nothing of it.
        sql_query("events", "select hash_entry, hash_id from kamailio.dialog_vars where dialog_key = 'sid' and dialog_value = '$var(sid)'", "handle");
        if ($dbr(handle=>rows) > 0) {
            $var(entry) = $dbr(handle=>[0,0]);
            $var(id) = $dbr(handle=>[0,1]);
        }
        sql_result_free("handle");
    } else {
        $var(ref) = $sht(dialog=>$var(sid));
        $var(entry) = $(var(ref){s.select,0,:}{s.int});
        $var(id) = $(var(ref){s.select,1,:}{s.int});
    }
    if ($var(entry) < 0 || !dlg_set_timeout("$var(seconds)", "$var(entry)", "$var(id)")) {
        xhttp_reply("500", "Internal Server Error", "application/json", "{\"ok\":false}");
        exit;
    }
    xhttp_reply("200", "OK", "application/json", "{\"ok\":true}");
}
`;
