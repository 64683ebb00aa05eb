package io.quorate.server.files;

/**
 * The hosts that a node listens on. A wildcard is here only when the node file says so.
 *
 * @param raft for the other voters; IPv6 without brackets, like all of them
 * @param api for admin calls and heartbeats
 * @param http for health and metrics
 */
public record BindHosts(String raft, String api, String http) {}
