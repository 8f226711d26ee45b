/**
 * The part of kamailio.cfg that tells what happened: one row in the outbox first, then a hint. SQL is
 * put together only from numbers of our own and ids whose form was checked when they came.
 */
export const eventRoutes = String.raw`
route[ATTEMPT] {
    $var(time) = "to_char(to_timestamp(" + $TV(Sn) + ") at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    $var(event) = "'type','attempt','sessionId','" + $dlg_var(sid) + "','number'," + $avp(attempts)
        + ",'gatewayId','" + $dlg_var(gw) + "','at'," + $var(time);
    if ($dlg_var(gave_up) != $null) $var(event) = $var(event) + ",'failed'," + $dlg_var(gave_up);
    $dlg_var(gave_up) = $null;
    $var(over) = "";
    route(KEEP);
}

# A gateway that was silent or cannot. Told with the next attempt, or with the end when there is none: 408 is silence.
route[GIVEN_UP] {
    $dlg_var(gave_up) = "jsonb_build_object('gatewayId','" + $dlg_var(gw) + "','sipStatus'," + $dlg_var(st) + ")";
}

event_route[dialog:start] {
    if ($dlg_var(sid) == $null) return;
    if ($dlg_var(as) == $null) { $dlg_var(as) = "" + $TV(sn); $dlg_var(au) = "" + $TV(un); }
    $var(time) = "to_char(to_timestamp(" + $dlg_var(as) + "+" + $dlg_var(au)
        + "/1e6) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    $var(event) = "'type','answered','sessionId','" + $dlg_var(sid) + "','gatewayId','" + $dlg_var(gw)
        + "','answeredAt'," + $var(time);
    $var(over) = "";
    route(KEEP);
}

# Runs before the BYE of the limit goes out. The end is told here: the module's own event is skipped when the answer
# to that BYE comes before its turn (seen on loopback in one cut of eight).
route[LIMIT_REACHED] {
    if ($dlg_var(sid) == $null || $dlg_var(ended) != $null) return;
    # The module also runs down the time of a dialog whose keepalives nobody answered.
    $var(until) = $(dlg_var(as){s.int}) + $(dlg_var(lim){s.int});
    if ($sht(until=>$dlg_var(sid)) != $null) {
        $var(pushed) = $sht(until=>$dlg_var(sid));
        $var(until) = $(var(pushed){s.select,0,:}{s.int});
    }
    $dlg_var(by) = "limit";
    if ($TV(sn) < $var(until) - 2) $dlg_var(by) = "failure";
    if ($sht(hangup=>$dlg_var(sid)) != $null) $dlg_var(by) = "operator";
    route(ENDED_ANSWERED);
}

event_route[dialog:end] {
    if ($dlg_var(sid) == $null || $dlg_var(ended) != $null) return;
    $dlg_var(by) = "failure";
    if ($rm == "BYE") {
        $dlg_var(by) = "callee";
        if ($ft == $dlg(from_tag)) $dlg_var(by) = "caller";
    }
    route(ENDED_ANSWERED);
}

route[ENDED_ANSWERED] {
    $dlg_var(ended) = "1";
    $sht(until=>$dlg_var(sid)) = $null;
    $sht(dialog=>$dlg_var(sid)) = $null;
    $dlg_var(es) = "" + $TV(sn);
    $dlg_var(eu) = "" + $TV(un);
    if ($dlg_var(as) == $null) { $dlg_var(as) = "" + $dlg(start_ts); $dlg_var(au) = "0"; }
    $var(answered) = "to_char(to_timestamp(" + $dlg_var(as) + "+" + $dlg_var(au)
        + "/1e6) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    $var(end) = "to_char(to_timestamp(" + $dlg_var(es) + "+" + $dlg_var(eu)
        + "/1e6) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    # Whole milliseconds, begun ones not counted.
    $var(talk) = "greatest(0,((" + $dlg_var(es) + "-" + $dlg_var(as) + ")::bigint*1000000+" + $dlg_var(eu) + "-"
        + $dlg_var(au) + ")/1000)";
    $var(event) = "'type','ended','sessionId','" + $dlg_var(sid) + "','leg',0,'revision',1,'outcome','answered','answeredAt',"
        + $var(answered) + ",'endedAt'," + $var(end) + ",'talkMs'," + $var(talk) + ",'endedBy','" + $dlg_var(by)
        + "','sipStatus',200,'q850Cause',16,'gatewayId','" + $dlg_var(gw) + "'";
    $var(of) = " where hash_entry = " + $dlg(h_entry) + " and hash_id = " + $dlg(h_id) + ")";
    $var(over) = "with v as (delete from kamailio.dialog_vars" + $var(of) + ", d as (delete from kamailio.dialog" + $var(of);
    route(KEEP);
}

event_route[dialog:failed] {
    if ($dlg_var(sid) != $null) route(ENDED_UNANSWERED);
}

route[ENDED_UNANSWERED] {
    if ($dlg_var(ended) != $null) return;
    $dlg_var(ended) = "1";
    $var(sid) = $dlg_var(sid);
    $sht(until=>$var(sid)) = $null;
    $sht(dialog=>$var(sid)) = $null;
    $var(st) = "487"; $var(end_cause) = ""; $var(gw) = "";
    if ($dlg_var(st) != $null) $var(st) = $dlg_var(st);
    if ($dlg_var(cause) != $null) $var(end_cause) = $dlg_var(cause);
    if ($dlg_var(gw) != $null) $var(gw) = $dlg_var(gw);
    $var(gave_up) = "null::jsonb";
    if ($dlg_var(gave_up) != $null) $var(gave_up) = $dlg_var(gave_up);
    route(KEEP_UNANSWERED);
}

# The end of session sid with status st, cause end_cause, gateway gw and the one that was given up last; "" = none.
route[KEEP_UNANSWERED] {
    if ($var(gw) == "") $var(gave_up) = "null::jsonb";
    $var(by) = "callee";
    if ($var(st) == "487") $var(by) = "caller";
    if ($var(st) == "408" || $var(st) == "503") $var(by) = "failure";
    $var(q850) = "null::int";
    if ($var(end_cause) =~ "^[0-9]{1,3}$") $var(q850) = $var(end_cause);
    $var(gateway) = "null::text";
    if ($var(gw) != "") $var(gateway) = "'" + $var(gw) + "'";
    $var(event) = "'type','ended','sessionId','" + $var(sid)
        + "','leg',0,'revision',1,'outcome','unanswered','answeredAt',null::text,'endedAt',to_char(to_timestamp(" + $TV(Sn)
        + ") at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'),'talkMs',0,'endedBy','" + $var(by)
        + "','sipStatus'," + $var(st) + ",'q850Cause'," + $var(q850) + ",'gatewayId'," + $var(gateway)
        + ",'failed'," + $var(gave_up);
    $var(over) = "";
    route(KEEP);
}

# Durable before anybody is told. The memory queue is for the moments without a database. The rows of a dialog that is
# over go in the same statement: the module deletes them seconds later, and a crash before would start the call again.
route[KEEP] {
    $var(sql) = $var(over) + " insert into switch.event_outbox (switch_id, body) values (@SWITCH_ID@, jsonb_build_object(" + $var(event) + "))";
    $var(kept) = sql_query("events", "$var(sql)");
    if ($var(kept) < 0) {
        xlog("L_ERR", "the database did not take an event: kept in memory\n");
        mq_add("unsaved", "event", "$var(sql)");
    }
    $shv(hint) = 1;
}

# Ten times a second, in a process of its own.
route[DELIVER] {
    $var(stop) = 0; $var(k) = 0;
    # The counter keeps the loop below max_while_loops, whose abort would lose what the condition had fetched.
    while ($var(stop) == 0 && $var(k) < 900 && mq_fetch("unsaved")) {
        $var(k) = $var(k) + 1;
        $var(sql) = $mqv(unsaved);
        $var(kept) = sql_query("events", "$var(sql)");
        if ($var(kept) < 0) {
            mq_add("unsaved", "$mqk(unsaved)", "$mqv(unsaved)");
            $var(stop) = 1;
        } else {
            $shv(hint) = 1;
        }
    }
    if ($shv(hint) == 0) exit;
    $shv(hint) = 0;
    # The server looks every second anyway: a hint that is lost costs that second.
    $var(headers) = "Content-Type: application/json\r\nAuthorization: Bearer @SWITCH_KEY@";
    http_client_query("@BILLING_URL@/switch/v1/drain", "{}", "$var(headers)", "$var(drained)");
}
`;
