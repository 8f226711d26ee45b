/** The part of kamailio.cfg that asks the database who may be who: domains of resellers, addresses of accounts. */
export const identityRoutes = String.raw`
# The domain of ours that is named: a reseller's own, where the database lists it; else everybody's. Hits and misses are
# remembered, and names that nobody knows cost fifty look-ups a second at most: beyond that, what was listed within the hour
# still is.
route[DOMAIN] {
    $var(domain) = "@SIP_DOMAIN@";
    if ($var(named) == "@SIP_DOMAIN@") return;
    $var(named) = $(var(named){s.tolower});
    if (!($var(named) =~ "^[a-z0-9.-]{3,64}$") || $var(named) =~ "^[0-9.]+$") return;
    if ($sht(domains=>$var(named)) == $null) {
        $var(second) = $TV(sn);
        if ($shtinc(lookups_of_domains=>$var(second)) > 50) {
            if ($sht(once_domains=>$var(named)) != $null) $var(domain) = $var(named);
            return;
        }
        $var(asked) = sql_query("events", "select 1 from switch.sip_domains where domain = '$var(named)'", "domains");
        if ($var(asked) < 0) {
            if ($sht(once_domains=>$var(named)) != $null) $var(domain) = $var(named);
            return;
        }
        $var(ours) = 0;
        if ($dbr(domains=>rows) > 0) $var(ours) = 1;
        sql_result_free("domains");
        $sht(domains=>$var(named)) = $var(ours);
        if ($var(ours) == 1) $sht(once_domains=>$var(named)) = 1;
    }
    if ($sht(domains=>$var(named)) == 1) $var(domain) = $var(named);
}

# Whose domain a call is made in: that of the caller's address, else of the number that it dials.
route[DOMAIN_OF_CALL] {
    $var(named) = $fd;
    route(DOMAIN);
    if ($var(domain) == "@SIP_DOMAIN@") {
        $var(named) = $rd;
        route(DOMAIN);
    }
}

# Does billing know this source without a password? The address is the one that the packet came from, never one that the
# request names. Hits and misses are remembered, and strangers make fifty look-ups a second at most: beyond that, who was
# listed within the hour still is. A hit that is too old does no harm: billing looks itself.
route[BY_ADDRESS] {
    if (!($si =~ "^[0-9a-fA-F.:]{2,45}$")) return;
    if ($sht(listed=>$si) == $null) {
        $var(listed) = 0;
        $var(second) = $TV(sn);
        if ($shtinc(lookups=>$var(second)) > 50) {
            if ($sht(once_listed=>$si) == $null) return;
            $var(listed) = 1;
        } else {
            $var(asked) = sql_query("events", "select 1 from switch.ip_addresses where network >>= '$si'::inet limit 1", "listed");
            if ($var(asked) < 0) return;
            if ($dbr(listed=>rows) > 0) $var(listed) = 1;
            sql_result_free("listed");
            $sht(listed=>$si) = $var(listed);
            if ($var(listed) == 1) $sht(once_listed=>$si) = 1;
        }
    } else {
        $var(listed) = $sht(listed=>$si);
    }
    if ($var(listed) == 1) $avp(by) = "address";
}

# How often a carrier's call was forwarded before it came here, by us or by others (RFC 5806 §10: each Diversion counts once or as
# often as it says). Without it a call that a carrier brings back would begin anew, for ever.
route[FROM_CARRIER] {
    $var(before) = 0;
    $var(at) = 0;
    while ($var(at) < $hdrc(Diversion) && $var(at) < 10) {
        $var(times) = $(hdr(Diversion)[$var(at)]{re.subst,/.*counter=([0-9]{1,2}).*/\1/}{s.int});
        if ($var(times) < 1) $var(times) = 1;
        $var(before) = $var(before) + $var(times);
        $var(at) = $var(at) + 1;
    }
    if ($var(before) > 0) $avp(forwards) = $var(before);
    # To the contact that we registered: whom they call stands in To.
    if ($rU =~ "^gw-[0-9a-f-]{36}$" && $tU != $null && $tU != "") $rU = $tU;
}
`;
