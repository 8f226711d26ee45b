/**
 * The part of kamailio.cfg that tells what happened: one row in the outbox first, then a hint. SQL is
 * put together only from numbers of our own and ids whose form was checked when they came.
 */
export const eventRoutes = String.raw`
route[ATTEMPT] {
    $var(time) = "to_char(to_timestamp(" + $TV(Sn) + ") at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    $var(event) = "'type','attempt','sessionId','" + $dlg_var(sid) + "','number'," + $avp(attempts)
        + ",'gatewayId','" + $dlg_var(gw) + "','at'," + $var(time);
    route(KEEP);
}

event_route[dialog:start] {
    if ($dlg_var(sid) == $null) return;
    if ($dlg_var(as) == $null) { $dlg_var(as) = "" + $TV(sn); $dlg_var(au) = "" + $TV(un); }
    $var(time) = "to_char(to_timestamp(" + $dlg_var(as) + "+" + $dlg_var(au)
        + "/1e6) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    $var(event) = "'type','answered','sessionId','" + $dlg_var(sid) + "','gatewayId','" + $dlg_var(gw)
        + "','answeredAt'," + $var(time);
    route(KEEP);
}

# Runs before the BYE of the limit goes out.
route[LIMIT_REACHED] {
    $dlg_var(es) = "" + $TV(sn);
    $dlg_var(eu) = "" + $TV(un);
    $dlg_var(by) = "limit";
    if ($sht(hangup=>$dlg_var(sid)) != $null) $dlg_var(by) = "operator";
}

event_route[dialog:end] {
    if ($dlg_var(sid) == $null || $dlg_var(ended) != $null) return;
    $dlg_var(ended) = "1";
    if ($dlg_var(es) == $null) { $dlg_var(es) = "" + $TV(sn); $dlg_var(eu) = "" + $TV(un); }
    if ($dlg_var(by) == $null) {
        $dlg_var(by) = "failure";
        if ($rm == "BYE") {
            $dlg_var(by) = "callee";
            if ($ft == $dlg(from_tag)) $dlg_var(by) = "caller";
        }
    }
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
    route(KEEP);
}

event_route[dialog:failed] {
    $dlg_var(failed) = "1";
    if ($dlg_var(sid) != $null) route(ENDED_UNANSWERED);
}

route[ENDED_UNANSWERED] {
    if ($dlg_var(ended) != $null) return;
    $dlg_var(ended) = "1";
    $var(st) = "487";
    if ($dlg_var(st) != $null) $var(st) = $dlg_var(st);
    $var(by) = "callee";
    if ($var(st) == "487") $var(by) = "caller";
    if ($var(st) == "408" || $var(st) == "503") $var(by) = "failure";
    $var(cause) = "null::int";
    if ($dlg_var(cause) =~ "^[0-9]{1,3}$") $var(cause) = $dlg_var(cause);
    $var(gateway) = "null::text";
    if ($dlg_var(gw) != $null) $var(gateway) = "'" + $dlg_var(gw) + "'";
    $var(event) = "'type','ended','sessionId','" + $dlg_var(sid)
        + "','leg',0,'revision',1,'outcome','unanswered','answeredAt',null::text,'endedAt',to_char(to_timestamp(" + $TV(Sn)
        + ") at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'),'talkMs',0,'endedBy','" + $var(by)
        + "','sipStatus'," + $var(st) + ",'q850Cause'," + $var(cause) + ",'gatewayId'," + $var(gateway);
    route(KEEP);
}

# Durable before anybody is told. The memory queue is for the moments without a database.
route[KEEP] {
    $var(sql) = "insert into switch.event_outbox (switch_id, body) values (@SWITCH_ID@, jsonb_build_object(" + $var(event) + "))";
    $var(kept) = sql_query("events", "$var(sql)");
    if ($var(kept) < 0) {
        xlog("L_ERR", "the database did not take an event of $dlg_var(sid): kept in memory\n");
        mq_add("unsaved", "$dlg_var(sid)", "$var(sql)");
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
