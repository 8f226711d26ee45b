/**
 * The part of kamailio.cfg that registers phones, and tells who is registered from where, and who was refused and why.
 * What a phone wrote goes into SQL in hex: no byte of it can be anything but data.
 */
export const registrationRoutes = String.raw`
route[REGISTER] {
    $var(named) = $td;
    route(DOMAIN);
    if (!www_authorize("$var(domain)", "subscriber")) { route(UNKNOWN); www_challenge("$var(domain)", "1"); exit; }
    # What is registered is who showed the digest, and not whom the request names.
    $avp(aor) = "sip:" + $au + "@" + $avp(realm);
    if ($au != $tU) {
        $var(why) = "name_mismatch";
        route(REFUSED_PHONE);
        sl_send_reply("403", "Forbidden");
        exit;
    }
    route(AGENT_IN_HEX);
    # The database of registrations takes UTF-8 only; a phone with another letter in its name must register as well.
    if ($ua != $null && $ua =~ "[^ -~]") {
        remove_hf("User-Agent");
        msg_apply_changes();
    }
    if (nat_uac_test("19")) {
        fix_nated_register();
        setbflag(6);
    }
    # It answers the phone, whatever becomes of it.
    save("location", "0x00", "$avp(aor)");
    $var(saved) = $rc;
    if ($var(saved) < 0) {
        $var(why) = "contact_refused";
        if ($var(saved) == -2) $var(why) = "too_many_contacts";
        route(REFUSED_PHONE);
        exit;
    }
    route(TELL_REGISTRATION);
}

# Written after the answer: a phone does not wait for it. Without a database there is nothing to tell, because the digest
# could not be checked either; what is lost in a crash comes with the next refresh.
route[TELL_REGISTRATION] {
    # 1 new, 2 refreshed, 3 taken away, 4 only asked.
    if ($var(saved) > 3 || !($avp(device) =~ "^[0-9]+$")) return;
    if ($var(saved) == 2 && $sht(told=>$avp(device)) != $null) return;
    $var(until) = 0; $var(i) = 0;
    if (reg_fetch_contacts("location", "$avp(aor)", "phone")) {
        while ($var(i) < $(ulc(phone=>count))) {
            if ($(ulc(phone=>expires)[$var(i)]) > $var(until)) $var(until) = $(ulc(phone=>expires)[$var(i)]);
            $var(i) = $var(i) + 1;
        }
        reg_free_contacts("phone");
    }
    if ($var(until) <= $TV(sn)) $var(until) = 0;
    if ($var(saved) == 3 || $var(until) == 0) {
        sql_query("events", "select 1 from switch.note_unregistration(@SWITCH_ID@, $avp(device), $TV(Sn), $var(until))");
        $sht(told=>$avp(device)) = $null;
        return;
    }
    $var(contact) = "";
    if ($ct != $null && $ct != "") $var(contact) = $(ct{s.substr,0,255}{s.encode.hexa});
    $var(kept) = sql_query("events", "select 1 from switch.note_registration(@SWITCH_ID@, $avp(device), $TV(Sn), '$si', $sp, '$proto', '$var(contact)', '$var(agent)', $var(until))");
    if ($var(kept) >= 0) $sht(told=>$avp(device)) = 1;
}

route[AGENT_IN_HEX] {
    $var(agent) = "";
    if ($ua != $null && $ua != "") $var(agent) = $(ua{s.substr,0,128}{s.encode.hexa});
}

# Wrong name or wrong password: the same challenge again, which says nothing, until the source is too fast.
# -4 is a nonce that has run out, -5 a request without credentials of our realm: neither is anybody's guess.
route[UNKNOWN] {
    $var(rc) = $rc;
    if ($hdr(Authorization) == $null && $hdr(Proxy-Authorization) == $null) return;
    $var(why) = "";
    if ($var(rc) == -2) $var(why) = "wrong_password";
    if ($var(rc) == -3) $var(why) = "unknown_username";
    if ($var(rc) == -5 && $ar != $null && $ar != $var(domain)) $var(why) = "wrong_realm";
    if ($var(why) != "") route(REFUSED_PHONE);
    if ($var(rc) == -4) return;
    if (!pike_check_req()) exit;
}

# Tells why a phone was refused: each name of a source once a minute, 20 names a source, 300 in all. Beyond that it is
# counted, and what comes from further sources is counted together.
route[REFUSED_PHONE] {
    $var(minute) = $TV(sn) / 60;
    $var(source) = $si + "/" + $var(minute);
    $var(username) = "";
    if ($au != $null && $au != "") $var(username) = $(au{s.substr,0,64}{s.encode.hexa});
    $var(named) = $var(source) + "/" + $var(username);
    if ($sht(refused=>$var(named)) == 0 && $sht(refused=>$var(source)) < 20 && $sht(refused=>$var(minute)) < 300) {
        $sht(refused=>$var(named)) = 1;
        $var(n) = $shtinc(refused=>$var(source));
        $var(n) = $shtinc(refused=>$var(minute));
        $var(realm) = "";
        if ($ar != $null && $ar != "") $var(realm) = $(ar{s.substr,0,64}{s.encode.hexa});
        route(AGENT_IN_HEX);
        sql_query("events", "select 1 from switch.note_refusal(@SWITCH_ID@, $TV(Sn), '$si', '$var(username)', '$var(realm)', '$var(agent)', '$var(why)')");
        return;
    }
    $var(from) = $si;
    route(COUNT_FURTHER);
}

route[COUNT_FURTHER] {
    $var(counted) = $var(from);
    if ($sht(refused=>$var(source)) == 0) $var(counted) = "0.0.0.0";
    $var(five_seconds) = $TV(sn) / 5;
    $var(counted) = $var(counted) + "/" + $var(five_seconds) + "/" + $var(why);
    $var(n) = $shtinc(further=>$var(counted));
}

# A call without a digest from an address that is nobody's may be a phone's first try: it is asked for one, and comes again within
# moments. What has not come again five seconds later was a foreign address.
route[STRANGER] {
    $var(first) = $si + "/" + $(ci{s.md5});
    if ($hdr(Proxy-Authorization) != $null || $hdr(Authorization) != $null) {
        $sht(strangers=>$var(first)) = $null;
        return;
    }
    if ($sht(strangers=>$var(first)) != $null) return;
    $var(second) = $TV(sn);
    if ($shtinc(new_strangers=>$var(second)) > 300) return;
    route(AGENT_IN_HEX);
    $var(dialled) = "";
    if ($rU != $null && $rU != "") $var(dialled) = $(rU{s.substr,0,64}{s.encode.hexa});
    $sht(strangers=>$var(first)) = $var(dialled) + "/" + $var(agent);
}

# Both run under a lock of their table, so they only hand the statement on to the process that delivers.
event_route[htable:expired:strangers] {
    $var(from) = $(shtrecord(key){s.select,0,/});
    $var(minute) = $TV(sn) / 60;
    $var(source) = $var(from) + "/" + $var(minute);
    $var(named) = $var(source) + "/!";
    $var(why) = "foreign_address";
    if ($sht(refused=>$var(named)) != 0 || $sht(refused=>$var(minute)) >= 300) {
        route(COUNT_FURTHER);
        return;
    }
    $sht(refused=>$var(named)) = 1;
    $var(n) = $shtinc(refused=>$var(source));
    $var(n) = $shtinc(refused=>$var(minute));
    $var(sample) = $shtrecord(value);
    $var(dialled) = $(var(sample){s.select,0,/});
    $var(agent) = $(var(sample){s.select,1,/});
    mq_add("unsaved", "refusals", "select 1 from switch.note_foreign_address(@SWITCH_ID@, $TV(Sn), '$var(from)', '$var(dialled)', '$var(agent)')");
}

event_route[htable:expired:further] {
    $var(source) = $(shtrecord(key){s.select,0,/});
    $var(minute) = $(shtrecord(key){s.select,1,/}{s.int}) / 12;
    $var(why) = $(shtrecord(key){s.select,2,/});
    $var(count) = $shtrecord(value);
    mq_add("unsaved", "refusals", "select 1 from switch.count_refusals(@SWITCH_ID@, '$var(source)', $var(minute), $var(count), '$var(why)')");
}
`;
