/** The part of kamailio.cfg for gateways and phones that did not take a call: the next one, or a digest for who asks. */
export const failureRoutes = String.raw`
# The next gateway only when this one did nothing with the call: it was silent, or says itself that it cannot.
failure_route[GATEWAY_FAILED] {
    if (t_is_canceled()) { $dlg_var(st) = "487"; exit; }
    $dlg_var(st) = "" + $T_reply_code;
    $dlg_var(cause) = $null;
    if ($T_rpl($hdr(Reason)) =~ "Q\.850.*cause=[0-9]+") {
        $dlg_var(cause) = $(T_rpl($hdr(Reason)){re.subst,/.*cause=([0-9]{1,3}).*/\1/});
    }
    if ($avp(ringing) == "device") route(PHONES_FAILED);
    if ($avp(ringing) == "gateway" && t_check_status("401|407")) {
        # The same INVITE again, with a digest.
        route(FIND_DIGEST);
        if ($rc > 0 && uac_auth("1")) {
            $avp(attempts) = $avp(attempts) + 1;
            route(SEND);
        }
        route(GIVEN_UP);
        route(NEXT_GATEWAY);
    }
    if (t_branch_timeout()) {
        if (t_branch_replied()) { $dlg_var(st) = "408"; $dlg_var(cause) = "19"; exit; }
    } else if (!t_check_status("500|502|503|504")) {
        # A redirection would be a leg that nobody pays for.
        if (t_check_status("3[0-9][0-9]")) {
            $var(code) = 502; $var(cause) = 38; $var(phrase) = "Redirection Not Followed"; $var(text) = "";
            route(REFUSE);
        }
        exit;
    }
    route(GIVEN_UP);
    route(NEXT_GATEWAY);
}

# Phones that nobody answered, or that cannot be reached: on to where the number is forwarded, as its account wants it.
route[PHONES_FAILED] {
    if ($avp(gateway_kind) != "forward") return;
    if (t_branch_timeout()) {
        if (!t_branch_replied()) route(NEXT_GATEWAY);
        if ($avp(gateway_when) == "no_answer") route(NEXT_GATEWAY);
        $dlg_var(st) = "408"; $dlg_var(cause) = "19";
        exit;
    }
    if ($avp(gateway_when) == "no_answer" && t_check_status("408|480")) route(NEXT_GATEWAY);
    if (!t_check_status("3[0-9][0-9]")) exit;
}

# A carrier asks who calls. Answered once for each gateway, with -1 for nothing to answer with. The password stays with billing, which tells
# what is good in the realm that was named (HA1); it is remembered for a minute. Without one, or refused with it, the call goes
# on to the next gateway: this one did nothing with it.
route[FIND_DIGEST] {
    if (t_check_status("401")) $var(challenge) = $T_rpl($hdr(WWW-Authenticate));
    else $var(challenge) = $T_rpl($hdr(Proxy-Authenticate));
    $var(realm) = $(var(challenge){re.subst,/.*realm="([^"\\]{1,128})".*/\1/});
    $var(key) = $dlg_var(gw) + " " + $var(realm);
    if ($avp(digested) == $dlg_var(gw)) {
        # Refused with it: perhaps there is a new password.
        $sht(digests=>$var(key)) = $null;
        xlog("L_WARN", "gateway $dlg_var(gw) refuses its user name and password\n");
        return -1;
    }
    $avp(digested) = $null;
    $avp(digested) = "" + $dlg_var(gw);
    if ($var(realm) == $var(challenge) || $var(realm) == "") return -1;
    if ($sht(digests=>$var(key)) == $null) {
        $var(gateway) = "" + $dlg_var(gw);
        route(ASK_FOR_DIGEST);
        if ($var(ha1) == "") return -1;
        $sht(digests=>$var(key)) = $var(ha1) + $var(name);
    }
    $var(kept) = $sht(digests=>$var(key));
    $avp(digest_realm) = $null; $avp(digest_ha1) = $null; $avp(digest_name) = $null;
    $avp(digest_realm) = "" + $var(realm);
    $avp(digest_ha1) = $(var(kept){s.substr,0,32});
    $avp(digest_name) = $(var(kept){s.substr,32,0});
    return 1;
}

# HA1 and user name of a gateway in a realm, empty where billing has none.
route[ASK_FOR_DIGEST] {
    $var(ha1) = ""; $var(name) = "";
    $var(q) = "{}";
    jansson_set("string", "gatewayId", "$var(gateway)", "$var(q)");
    jansson_set("string", "realm", "$var(realm)", "$var(q)");
    $var(answer) = "";
    $var(headers) = "Content-Type: application/json\r\nAuthorization: Bearer @SWITCH_KEY@";
    $var(status) = http_client_query("@BILLING_URL@/switch/v1/gateway-digest", "$var(q)", "$var(headers)", "$var(answer)");
    if ($var(status) != 200) {
        xlog("L_WARN", "gateway $var(gateway) asks for a digest, and billing has none ($var(status))\n");
        return;
    }
    jansson_get("ha1", "$var(answer)", "$var(ha1)");
    jansson_get("username", "$var(answer)", "$var(name)");
    if (!($var(ha1) =~ "^[0-9a-f]{32}$") || $var(name) == "") $var(ha1) = "";
}
`;
