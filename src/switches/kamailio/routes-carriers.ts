/** The part of kamailio.cfg that registers at carriers which send calls only to who does. */
export const carrierRoutes = String.raw`
# Which gateways register, and whether they are: every few seconds. The module reads its list anew when anything in it is another.
route[REGISTRATIONS] {
    $var(mine) = sql_query("events", "select md5(coalesce(string_agg(u::text, ',' order by u.l_uuid), '')) from switch.uacreg u where switch.registers(@SWITCH_ID@)", "list");
    if ($var(mine) < 0) return;
    $var(digest) = "" + $dbr(list=>[0,0]);
    sql_result_free("list");
    if ($sht(registrations=>list) != $var(digest)) {
        route(WHETHER_REGISTERS);
        jsonrpc_exec('{"jsonrpc":"2.0","method":"uac.reg_active","params":[$var(on)],"id":1}');
        jsonrpc_exec('{"jsonrpc":"2.0","method":"uac.reg_reload","id":2}');
        # Refused while the list before is still being put away: the next time.
        if ($jsonrpl(code) == 200) $sht(registrations=>list) = $var(digest);
    }
    sql_query("events", "select u.l_uuid from switch.uacreg u where switch.registers(@SWITCH_ID@) order by u.l_uuid", "gateways");
    $var(at) = 0;
    while ($var(at) < $dbr(gateways=>rows) && $var(at) < 500) {
        $var(uuid) = "" + $dbr(gateways=>[$var(at),0]);
        $var(state) = "false";
        uac_reg_status("$var(uuid)");
        if ($rc == 1) $var(state) = "true";
        # Told when it changes, and once a minute.
        if ($sht(told_gateways=>$var(uuid)) != $var(state)) {
            $sht(told_gateways=>$var(uuid)) = $var(state);
            sql_query("events", "select 1 from switch.note_gateway_registration(@SWITCH_ID@, '$var(uuid)', $var(state), $TV(Sn))");
        }
        $var(at) = $var(at) + 1;
    }
    sql_result_free("gateways");
}

route[WHETHER_REGISTERS] {
    $var(on) = 0;
    sql_query("events", "select 1 where switch.registers(@SWITCH_ID@)", "registers");
    if ($dbr(registers=>rows) > 0) $var(on) = 1;
    sql_result_free("registers");
}

# A registrar names its realm: learned before the module answers, so that its answer is right. Of a new realm, or after another
# password, billing is asked once; refused with that, the module tries again later by itself.
onreply_route {
    if (!is_method("REGISTER") || !($rs == 401 || $rs == 407)) return;
    if (!t_check_trans() || !($fU =~ "^[A-Za-z0-9._+-]{1,64}$") || !($fd =~ "^[A-Za-z0-9.:-]{1,255}$")) return;
    $var(challenge) = "" + $hdr(WWW-Authenticate);
    if ($rs == 407) $var(challenge) = "" + $hdr(Proxy-Authenticate);
    $var(realm) = $(var(challenge){re.subst,/.*realm="([^"\\]{1,128})".*/\1/});
    if ($var(realm) == $var(challenge) || $var(realm) == "") return;
    $var(hex) = $(var(realm){s.encode.hexa});
    if (sql_query("events", "select u.l_uuid, substr(u.l_uuid, 4) from switch.uacreg u where u.r_username = '$fU' and trim(both '[]' from u.r_domain) = '$fd' and u.realm <> switch.printable('$var(hex)', 128) limit 1", "asks") < 0) return;
    if ($dbr(asks=>rows) > 0) {
        $var(uuid) = "" + $dbr(asks=>[0,0]);
        $var(gateway) = "" + $dbr(asks=>[0,1]);
        sql_result_free("asks");
        route(ASK_FOR_DIGEST);
        if ($var(ha1) != "") {
            sql_query("events", "select 1 from switch.note_gateway_realm('$var(uuid)', '$var(hex)', '$var(ha1)')");
            uac_reg_refresh("$var(uuid)");
        }
        return;
    }
    sql_result_free("asks");
}
`;
