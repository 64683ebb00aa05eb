package io.quorate.replica.leadership;

import io.quorate.replica.peer.PeerId;
import java.time.Duration;

/**
 * A follower as its leader sees it.
 *
 * @param peer who it is
 * @param sinceContact time since it last answered
 * @param matchIndex last entry that it has acknowledged, -1 for none
 */
public record FollowerView(PeerId peer, Duration sinceContact, long matchIndex) {}
