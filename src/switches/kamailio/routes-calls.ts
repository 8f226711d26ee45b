/** The part of kamailio.cfg that starts calls: who calls, the question to billing, gateways in order. */
export const callRoutes = String.raw`
route[NEW_CALL] {
    $avp(by) = "device";
    $avp(source) = "" + $si;
    if ($hdr(X-Tollbook-Call) != $null) route(GOES_ON);
    # Who shows a digest is asked for it, wherever it comes from.
    if ($avp(of) == $null && $hdr(Proxy-Authorization) == $null && $hdr(Authorization) == $null) route(BY_ADDRESS);
    if ($avp(by) == "device") {
        route(STRANGER);
        route(DOMAIN_OF_CALL);
        if (!proxy_authorize("$var(domain)", "subscriber")) {
            route(UNKNOWN);
            proxy_challenge("$var(domain)", "1");
            exit;
        }
    }
    # What goes beyond the columns of the dialog's table would not outlive a restart, and its limit neither.
    if ($(ci{s.len}) > 255 || $(ft{s.len}) > 128 || $(fu{s.len}) > 255 || $(tu{s.len}) > 255
            || $(ru{s.len}) > 255 || $(ct{s.len}) > 250 || $(fn{s.len}) > 255) {
        sl_send_reply("400", "Header Too Long");
        exit;
    }
    if ($rU == $null || $rU == "") { sl_send_reply("484", "Address Incomplete"); exit; }
    if ($avp(by) == "device") {
        $avp(username) = $au;
        consume_credentials();
    }
    $avp(self) = $Ri + ":" + $Rp;
    if ($Ri =~ ":") $avp(self) = "[" + $Ri + "]:" + $Rp;
    # Kept here, because the header does not go on.
    $avp(agent) = "";
    if ($ua != $null && $ua != "") $avp(agent) = $(ua{s.substr,0,128});
    if ($avp(by) == "address") route(FROM_CARRIER);
    # A preloaded route, and names that only we may give to a gateway.
    remove_hf("Route");
    remove_hf_re("^(P-Asserted-Identity|P-Preferred-Identity|Remote-Party-ID|Diversion|User-Agent|P-Charging-Vector)$");
    if ($avp(of) == $null && nat_uac_test("19")) set_contact_alias();
    # Now, or the dialog would keep the address that the phone wrote, behind its NAT.
    msg_apply_changes();
    if (!t_newtran()) exit;
    t_reply("100", "Trying");

    # The switch's own name for this attempt: the phone chooses the Call-ID and could repeat it.
    $avp(attempt) = $uuid(g);
    $var(ms) = $TV(u) / 1000;
    $var(pad) = "";
    if ($var(ms) < 100) $var(pad) = "0";
    if ($var(ms) < 10) $var(pad) = "00";
    $avp(started) = $utimef(%Y-%m-%dT%H:%M:%S) + "." + $var(pad) + $var(ms) + "Z";

    t_on_failure("BILLING_SILENT");
    t_set_fr(0, @BILLING_SILENCE_MS@);
#!ifdef WITH_HTTP_ASYNC
    route(QUESTION);
    $http_req(body) = $var(q);
    $http_req(hdr) = "Authorization: Bearer @SWITCH_KEY@";
    $http_req(hdr) = "Content-Type: application/json";
    $http_req(timeout) = @BILLING_SILENCE_MS@;
    if (http_async_query("@BILLING_URL@/switch/v1/events", "HTTP_ANSWER") < 0) {
        $var(code) = 503; $var(cause) = 41; $var(phrase) = "Billing Not Available"; $var(text) = "";
        route(REFUSE);
    }
#!else
    if (!async_task_route("ASK")) {
        $var(code) = 503; $var(cause) = 41; $var(phrase) = "Billing Not Available"; $var(text) = "";
        route(REFUSE);
    }
#!endif
    exit;
}

# jansson escapes: what a phone writes stays a value. Texts that are not UTF-8 are left out.
route[QUESTION] {
    $var(id) = "{}";
    if ($avp(by) == "address") {
        jansson_set("string", "type", "ip_address", "$var(id)");
        jansson_set("string", "address", "$si", "$var(id)");
    } else if ($avp(of) != $null) {
        jansson_set("string", "type", "$avp(by)", "$var(id)");
        jansson_set("string", "sessionId", "$avp(of)", "$var(id)");
        jansson_set("string", "number", "$avp(number)", "$var(id)");
        jansson_set("integer", "forwards", "$avp(forwards)", "$var(id)");
    } else {
        jansson_set("string", "type", "sip_device", "$var(id)");
        jansson_set("string", "username", "$avp(username)", "$var(id)");
        jansson_set("string", "realm", "$avp(realm)", "$var(id)");
    }
    $var(q) = "{}";
    jansson_set("string", "type", "authorize", "$var(q)");
    jansson_set("string", "attemptId", "$avp(attempt)", "$var(q)");
    jansson_set("string", "startedAt", "$avp(started)", "$var(q)");
    jansson_set("obj", "identity", "$var(id)", "$var(q)");
    $var(x) = $rU;
    jansson_set("string", "destination", "$var(x)", "$var(q)");
    jansson_set("null", "callerNumber", "", "$var(q)");
    if ($avp(of) != $null) {
        $var(x) = "+" + $avp(shown);
        if ($avp(shown) != "") jansson_set("string", "callerNumber", "$var(x)", "$var(q)");
    } else if ($fU != $null && $fU != "") {
        $var(x) = $(fU{s.substr,0,64});
        jansson_set("string", "callerNumber", "$var(x)", "$var(q)");
    }
    jansson_set("null", "callerName", "", "$var(q)");
    if ($fn != $null && $fn != "") {
        $var(x) = $(fn{s.unquote});
        if ($var(x) != "") {
            $var(x) = $(var(x){s.substr,0,128});
            jansson_set("string", "callerName", "$var(x)", "$var(q)");
        }
    }
    jansson_set("string", "sourceAddress", "$avp(source)", "$var(q)");
    jansson_set("null", "userAgent", "", "$var(q)");
    if ($avp(agent) != "") jansson_set("string", "userAgent", "$avp(agent)", "$var(q)");
    jansson_set("null", "callId", "", "$var(q)");
    $var(x) = $ci;
    jansson_set("string", "callId", "$var(x)", "$var(q)");
    jansson_set("string", "switchRef", "$avp(attempt)", "$var(q)");
}

route[ASK] {
    route(QUESTION);
    $var(answer) = "";
    $var(status) = 0;
    $var(headers) = "Content-Type: application/json\r\nAuthorization: Bearer @SWITCH_KEY@";
    $var(status) = http_client_query("@BILLING_URL@/switch/v1/events", "$var(q)", "$var(headers)", "$var(answer)");
    route(ANSWER);
}

#!ifdef WITH_HTTP_ASYNC
route[HTTP_ANSWER] {
    $var(status) = 0;
    $var(answer) = "";
    if ($http_ok) { $var(status) = $http_rs; $var(answer) = $http_rb; }
    route(ANSWER);
}
#!endif

route[ANSWER] {
    $var(code) = 503; $var(cause) = 41; $var(phrase) = "Billing Not Available"; $var(text) = "";
    if ($var(status) != 200) {
        xlog("L_ERR", "authorize of $avp(attempt) got HTTP status $var(status)\n");
        route(REFUSE);
    }
    $var(ok) = 0;
    jansson_get("ok", "$var(answer)", "$var(ok)");
    if ($var(ok) != 1) {
        # Nobody's tech prefix: a phone behind that network may still show a digest.
        $var(reason) = "";
        jansson_get("reason", "$var(answer)", "$var(reason)");
        if ($avp(by) == "address" && $var(reason) == "not_authenticated" && !t_is_canceled()) {
            route(DOMAIN_OF_CALL);
            proxy_challenge("$var(domain)", "1");
            exit;
        }
        jansson_get("sipStatus", "$var(answer)", "$var(code)");
        jansson_get("sipReason", "$var(answer)", "$var(phrase)");
        jansson_get("q850Cause", "$var(answer)", "$var(cause)");
        jansson_get("message", "$var(answer)", "$var(text)");
        if ($var(code) < 400 || $var(code) > 699) $var(code) = 503;
        route(REFUSE);
    }
    $var(sid) = ""; $var(granted) = 0; $var(ring) = 60; $var(n) = 0;
    jansson_get("sessionId", "$var(answer)", "$var(sid)");
    jansson_get("grantedSeconds", "$var(answer)", "$var(granted)");
    jansson_get("ringTimeoutSeconds", "$var(answer)", "$var(ring)");
    jansson_array_size("gateways", "$var(answer)", "$var(n)");
    if (!($var(sid) =~ "^[0-9a-fA-F-]{36}$") || $var(granted) <= 0) {
        xlog("L_ERR", "the answer to $avp(attempt) cannot be used\n");
        if ($var(sid) =~ "^[0-9a-fA-F-]{36}$") {
            $var(st) = "503"; $var(end_cause) = "41"; $var(gw) = "";
            route(KEEP_UNANSWERED);
        }
        route(REFUSE);
    }
    if (t_is_canceled()) {
        # The caller was faster than billing: give back what was held.
        $var(st) = "487"; $var(end_cause) = ""; $var(gw) = "";
        route(KEEP_UNANSWERED);
        t_reply("487", "Request Terminated");
        exit;
    }
    # The dialog is made by the process that sends the call on: another one would have to look it up by what the phone
    # wrote, and a Call-ID and tag that are in use would lead to somebody else's call. The first two have no effect later.
    $dlg_ctx(timeout_bye) = 1;
    $dlg_ctx(timeout_route) = "LIMIT_REACHED";
    dlg_set_property("timeout-noreset");
    dlg_set_property("ka-src");
    dlg_set_property("ka-dst");
    if (!dlg_manage()) {
        $var(st) = "503"; $var(end_cause) = "41"; $var(gw) = "";
        route(KEEP_UNANSWERED);
        route(REFUSE);
    }
    $avp(managed) = 1;
    $dlg_var(sid) = "" + $var(sid);
    set_dlg_profile("session", "$var(sid)");
    $sht(dialog=>$var(sid)) = "" + $dlg(h_entry) + ":" + $dlg(h_id);
    # Dialog timers count whole ticks and end in the last second: one more, never less than what was granted.
    $var(limit) = $var(granted) + 1;
    $dlg_var(lim) = "" + $var(limit);
    if (!dlg_set_timeout("$var(limit)")) route(REFUSE);

    $avp(ring) = $var(ring);
    if ($avp(by) != "number") {
        # Of a call that a carrier brought: the number of ours as it is kept, for where it may be forwarded.
        $var(number) = "";
        jansson_get("destination", "$var(answer)", "$var(number)");
        $avp(number) = $null;
        if ($var(number) =~ "^[0-9]{7,15}$") $avp(number) = "" + $var(number);
    }
    $var(diverted) = "";
    jansson_get("diversion", "$var(answer)", "$var(diverted)");
    if ($var(diverted) =~ "^[0-9]{7,15}$") $avp(diverted) = $var(diverted);
    # Stacks: what is pushed last is tried first.
    $var(i) = $var(n) - 1;
    while ($var(i) >= 0) {
        $var(uri) = ""; $var(gid) = ""; $var(transport) = "udp"; $var(cli) = ""; $var(kind) = "gateway"; $var(when) = "";
        jansson_get("gateways[$var(i)].uri", "$var(answer)", "$var(uri)");
        jansson_get("gateways[$var(i)].id", "$var(answer)", "$var(gid)");
        jansson_get("gateways[$var(i)].transport", "$var(answer)", "$var(transport)");
        # The caller ID as this carrier wants it; without one of the gateway's own, the call's.
        jansson_get("callerNumber", "$var(answer)", "$var(cli)");
        jansson_get("gateways[$var(i)].callerNumber", "$var(answer)", "$var(cli)");
        jansson_get("gateways[$var(i)].kind", "$var(answer)", "$var(kind)");
        jansson_get("gateways[$var(i)].when", "$var(answer)", "$var(when)");
        # Where the call goes on to as another one it comes back to here: nobody else is sent there.
        if ($var(kind) == "number" || $var(kind) == "forward") {
            if ($var(uri) =~ "^tel:\+[0-9]{7,15}$") $var(uri) = "sip:" + $(var(uri){s.substr,5,0}) + "@@SIP_DOMAIN@";
            else $var(uri) = "";
        }
        # A device is one of ours: its name in a domain of ours, and nothing besides.
        if ($var(kind) == "device") {
            if ($var(uri) =~ "^sip:[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,64}$") {
                $var(named) = $(var(uri){uri.host});
                route(DOMAIN);
                if ($var(domain) != $var(named)) $var(uri) = "";
            } else {
                $var(uri) = "";
            }
        }
        if ($var(uri) =~ "^sips?:" && $var(gid) =~ "^[A-Za-z0-9_-]{1,64}$") {
            if ($var(transport) =~ "^(tcp|tls)$" && !($var(uri) =~ ";transport=")) {
                $var(uri) = $var(uri) + ";transport=" + $var(transport);
            }
            $avp(gateway_uri) = $var(uri);
            $avp(gateway_id) = $var(gid);
            if ($var(cli) == $null || !($var(cli) =~ "^\+?[0-9]{2,32}$")) $var(cli) = "";
            $avp(gateway_cli) = $var(cli);
            $avp(gateway_kind) = $var(kind);
            $avp(gateway_when) = "" + $var(when);
        }
        $var(i) = $var(i) - 1;
    }
    $avp(attempts) = 0;
    route(NEXT_GATEWAY);
}

# RFC 3326: the reason in the words of Q.850 beside the SIP status.
route[REFUSE] {
    if (t_is_canceled()) { $var(code) = 487; $var(cause) = 16; $var(phrase) = "Request Terminated"; $var(text) = ""; }
    if ($var(cause) <= 0 || $var(cause) > 127) $var(cause) = 21;
    if ($var(phrase) =~ "[[:cntrl:]]" || $var(phrase) == "") $var(phrase) = "Refused";
    if ($var(text) == "" || $var(text) =~ "[[:cntrl:]\"\\]") $var(text) = $var(phrase);
    append_to_reply("Reason: Q.850;cause=$var(cause);text=\"$var(text)\"\r\n");
    if ($avp(managed) == 1) {
        $dlg_var(st) = "" + $var(code);
        $dlg_var(cause) = "" + $var(cause);
    }
    t_reply("$var(code)", "$var(phrase)");
    exit;
}

failure_route[BILLING_SILENT] {
    if (t_is_canceled()) exit;
    xlog("L_ERR", "billing is silent: $avp(attempt)\n");
    $var(code) = 503; $var(cause) = 41; $var(phrase) = "Billing Not Available"; $var(text) = "";
    route(REFUSE);
}

route[NEXT_GATEWAY] {
    if ($avp(gateway_uri) == $null) {
        $var(code) = 503; $var(cause) = 34; $var(phrase) = "No Gateway Available"; $var(text) = "";
        route(REFUSE);
    }
    route(TAKE_GATEWAY);
    $ru = $var(uri);
    $du = $null;
    $avp(ringing) = $null;
    $avp(ringing) = "" + $var(kind);
    $dlg_var(gw) = "" + $var(gid);
    $avp(cli) = $null;
    $avp(cli) = "" + $var(cli);
    # Whom a phone sees calling stands in its own domain.
    $avp(face) = $null;
    $avp(face) = "@SIP_DOMAIN@";
    if ($var(kind) == "device") {
        $avp(face) = $null;
        $avp(face) = $(var(uri){uri.host});
    }
    $avp(pass) = $null;
    if ($var(kind) == "device") route(ALL_DEVICES);
    if ($var(kind) == "number" || $var(kind) == "forward") route(GO_ON);
    $avp(attempts) = $avp(attempts) + 1;
    route(ATTEMPT);
    route(SEND);
}

# To where the URI of the request is.
route[SEND] {
    t_on_branch("TO_GATEWAY");
    t_on_reply("GATEWAY_REPLY");
    t_on_failure("GATEWAY_FAILED");
    $var(ring_ms) = $avp(ring) * 1000;
    # What goes on rings by its own time.
    if ($avp(pass) != $null) $var(ring_ms) = 280000;
    t_set_fr("$var(ring_ms)", "@GATEWAY_SILENCE_MS@");
    $var(branch) = 0;
    if (!t_relay()) {
        if (t_is_canceled()) { $dlg_var(st) = "487"; route(ENDED_UNANSWERED); exit; }
        $dlg_var(st) = "503";
        route(GIVEN_UP);
        route(NEXT_GATEWAY);
    }
    exit;
}

# The next of the list, off the stacks.
route[TAKE_GATEWAY] {
    $var(uri) = $avp(gateway_uri);
    $var(gid) = $avp(gateway_id);
    $var(cli) = "" + $avp(gateway_cli);
    $var(kind) = $avp(gateway_kind);
    $avp(gateway_uri) = $null;
    $avp(gateway_id) = $null;
    $avp(gateway_cli) = $null;
    $avp(gateway_kind) = $null;
    $avp(gateway_when) = $null;
}

# Every phone of every device rings at once, each at the address that it registered; the first to answer has the call.
route[ALL_DEVICES] {
    $var(found) = 0; $var(more) = 1;
    while ($var(more) == 1) {
        if ($var(found) == 0) {
            $ru = $var(uri);
            if (lookup("location")) $var(found) = 1;
        } else {
            lookup_to_dset("location", "$var(uri)");
        }
        $var(more) = 0;
        if ($avp(gateway_kind) == "device") {
            route(TAKE_GATEWAY);
            $var(more) = 1;
        }
    }
    if ($var(found) == 1) return;
    if ($avp(gateway_kind) != "forward") {
        $var(code) = 480; $var(cause) = 20; $var(phrase) = "Not Registered"; $var(text) = "";
        route(REFUSE);
    }
    route(NEXT_GATEWAY);
    exit;
}

# The call goes on as another one with a session of its own: it comes back to here with a ticket that is good once.
route[GO_ON] {
    $var(forwards) = 0;
    if ($avp(forwards) != $null) $var(forwards) = $avp(forwards);
    $var(number) = $rU;
    if ($var(kind) == "forward") {
        $var(forwards) = $var(forwards) + 1;
        $var(number) = $avp(number);
    }
    $avp(pass) = $uuid(g);
    $sht(goes_on=>$avp(pass)) = $var(kind) + "/" + $dlg_var(sid) + "/" + $var(number) + "/" + $var(forwards) + "/"
        + $avp(cli) + "/" + $avp(source);
    $dlg_var(on) = "1";
    $du = "sip:" + $avp(self);
}

# A call that comes back to here: from whom it goes on is what was kept, whatever the request says.
route[GOES_ON] {
    $var(ticket) = $hdr(X-Tollbook-Call);
    remove_hf("X-Tollbook-Call");
    if (!($var(ticket) =~ "^[0-9a-fA-F-]{36}$") || $sht(goes_on=>$var(ticket)) == $null) {
        sl_send_reply("403", "Forbidden");
        exit;
    }
    $var(kept) = $sht(goes_on=>$var(ticket));
    $sht(goes_on=>$var(ticket)) = $null;
    $avp(by) = $(var(kept){s.select,0,/});
    $avp(of) = $(var(kept){s.select,1,/});
    $avp(number) = $(var(kept){s.select,2,/});
    $avp(forwards) = $(var(kept){s.select,3,/}{s.int});
    $avp(shown) = "" + $(var(kept){s.select,4,/});
    $avp(source) = $(var(kept){s.select,5,/});
}

# In the branch, so that each gateway gets its own and none sees what was written for another.
branch_route[TO_GATEWAY] {
    # How requests inside the call find its dialog. The dialog's module writes this for the first branch alone.
    if ($avp(attempts) > 1 || $var(branch) > 0) {
        $var(number) = $dlg(h_entry); route(REVERSE_HEX); $var(did) = $var(hex);
        $var(number) = $dlg(h_id); route(REVERSE_HEX);
        add_rr_param(";did=$var(did).$var(hex)");
    }
    $var(branch) = $var(branch) + 1;
    record_route();
    if ($avp(pass) != $null) {
        append_hf("X-Tollbook-Call: $avp(pass)\r\n");
        return;
    }
    if ($avp(diverted) != $null) {
        append_hf("Diversion: <sip:+$avp(diverted)@$avp(face)>;counter=$avp(forwards)\r\n");
    }
    if ($avp(cli) == "") {
        uac_replace_from("", "sip:anonymous@anonymous.invalid");
        append_hf("Privacy: id\r\n");
    } else {
        uac_replace_from("", "sip:$avp(cli)@$avp(face)");
        append_hf("P-Asserted-Identity: <sip:$avp(cli)@$avp(face)>\r\n");
    }
#!ifdef WITH_RTPENGINE
    # Not rtpengine_manage(): after a suspended transaction it takes this for a failure and deletes.
    if (has_body("application/sdp")) rtpengine_offer("replace-origin replace-session-connection");
#!endif
}

# As the dialog's module writes its numbers: lowest digit first.
route[REVERSE_HEX] {
    $var(hex) = "";
    $var(digits) = "0123456789abcdef";
    while ($var(number) > 0 || $var(hex) == "") {
        $var(digit) = $var(number) & 15;
        $var(hex) = $var(hex) + $(var(digits){s.substr,$var(digit),1});
        $var(number) = ($var(number) >> 4) & 268435455;
    }
}

onreply_route[GATEWAY_REPLY] {
    if ($rs >= 200 && $rs < 300 && is_method("INVITE") && $dlg_var(as) == $null) {
        $dlg_var(as) = "" + $TV(sn);
        $dlg_var(au) = "" + $TV(un);
        # A limit that was pushed while it rang counts from then.
        if ($sht(until=>$dlg_var(sid)) != $null) route(TIME_LEFT);
    }
    # What comes from a call that went on has been through here already.
    if ($avp(pass) != $null) return;
    if (nat_uac_test("1")) set_contact_alias();
#!ifdef WITH_RTPENGINE
    if (has_body("application/sdp")) rtpengine_answer("replace-origin replace-session-connection");
#!endif
}

#!ifdef WITH_RTPENGINE
onreply_route[MEDIA] {
    if (has_body("application/sdp")) rtpengine_answer("replace-origin replace-session-connection");
}
#!endif
`;
