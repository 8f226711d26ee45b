/** The part of kamailio.cfg that every SIP request passes: who is it, and is it ours to handle. */
export const requestRoutes = String.raw`
request_route {
    if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
    if (!sanity_check("17895", "7")) exit;
    force_rport();

    if (is_method("OPTIONS") && !has_totag()) {
        $var(named) = $rd;
        route(DOMAIN);
        if (uri == myself || $var(domain) == $var(named)) { sl_send_reply("200", "OK"); exit; }
    }
    if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
    # Answers a retransmission again, and ends there.
    if (!is_method("ACK") && t_precheck_trans()) { t_check_trans(); exit; }
    if (has_totag()) { route(IN_DIALOG); exit; }
    if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }

    if (is_method("REGISTER")) { route(REGISTER); exit; }
    if (is_method("INVITE")) { route(NEW_CALL); exit; }
    if (is_method("REFER")) { sl_send_reply("403", "Transfers Are Not Allowed"); exit; }
    sl_send_reply("405", "Method Not Allowed");
}

# Requests inside a call. Only dialogs that we know: else a To tag would be a free way through to our gateways.
route[IN_DIALOG] {
    # Before the dialog takes the new address over.
    if (is_method("INVITE|UPDATE") && !($si == $Ri && $sp == $Rp) && nat_uac_test("19")) set_contact_alias();
    if (!loose_route()) {
        if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
        sl_send_reply("481", "Call Does Not Exist");
        exit;
    }
    if (!is_known_dlg()) {
        if (!is_method("ACK")) sl_send_reply("481", "Call Does Not Exist");
        exit;
    }
    # A transfer makes a leg that nobody pays for.
    if (is_method("REFER")) { sl_send_reply("403", "Transfers Are Not Allowed"); exit; }
    if (!is_method("ACK|BYE|INVITE|UPDATE|PRACK|INFO|OPTIONS|MESSAGE")) {
        sl_send_reply("405", "Method Not Allowed");
        exit;
    }
    if ($ft == $dlg(from_tag)) {
        # From the caller: to the gateway that answered, whatever address the caller wrote.
        $var(written) = $ru;
        if ($dlg(to_contact) != $null && $dlg(to_contact) != "") $ru = $dlg(to_contact);
        if ($du != $null && $dlg(to_rs) == "") { $du = $null; }
    }
    # What has been through here twice, as a call that goes on, goes back through here first.
    if ($du == $null) handle_ruri_alias();
    if (is_method("ACK")) route(LATE_ACK);
#!ifdef WITH_RTPENGINE
    if (is_method("BYE")) rtpengine_delete();
    if (is_method("INVITE|UPDATE") && $dlg_var(on) == $null && has_body("application/sdp")) {
        rtpengine_offer("replace-origin replace-session-connection");
        t_on_reply("MEDIA");
    }
#!endif
    t_relay();
}

# The dialog's time starts anew at the ACK, billing at the answer: a caller who keeps the ACK back gains nothing.
route[LATE_ACK] {
    if ($dlg_var(acked) != $null || $dlg_var(as) == $null) return;
    if ($TV(sn) != $(dlg_var(as){s.int})) route(TIME_LEFT);
    # Last: it writes the dialog, and with it the time, to the database.
    $dlg_var(acked) = "1";
}

# Sets the time that is left, at least a second: to the microsecond, then rounded up.
route[TIME_LEFT] {
    if ($sht(until=>$dlg_var(sid)) != $null) {
        $var(pushed) = $sht(until=>$dlg_var(sid));
        $var(left) = $(var(pushed){s.select,0,:}{s.int}) - $TV(sn);
        if ($(var(pushed){s.select,1,:}{s.int}) > $TV(un)) $var(left) = $var(left) + 1;
    } else {
        $var(late) = $TV(sn) - $(dlg_var(as){s.int});
        if ($TV(un) < $(dlg_var(au){s.int})) $var(late) = $var(late) - 1;
        $var(left) = $(dlg_var(lim){s.int}) - $var(late);
    }
    if ($var(left) < 1) $var(left) = 1;
    dlg_set_timeout("$var(left)");
}

# A reply that belongs to nothing we know is not passed on: a call that rang when the switch died must not be
# connected by the answer that comes after its start.
reply_route {
    if (!t_check_trans()) drop;
}
`;
