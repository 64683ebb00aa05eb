package io.quorate.replica.codec;

import io.quorate.core.registry.EntryLimits;
import io.quorate.core.registry.EntryShare;
import io.quorate.core.registry.Request;
import io.quorate.replica.Replica;
import io.quorate.stored.v1.StoredEntry;
import java.util.List;

/**
 * A request as a log entry holds it, encoded once: an entry is the requests one after the other, so
 * what it will take up is known before it is filled.
 */
public final class EncodedRequest {
  private final Request request;
  private final byte[] bytes;

  private EncodedRequest(Request request, byte[] bytes) {
    this.request = request;
    this.bytes = bytes;
  }

  /** The request, encoded. */
  public static EncodedRequest of(Request request) {
    return new EncodedRequest(
        request,
        StableBytes.of(
            StoredEntry.newBuilder().addRequests(RegistryCodec.encode(request)).build()));
  }

  /** What entries of the log hold. */
  public static EntryLimits limits(int requests) {
    return EntryLimits.of(Replica.MAX_ENTRY_BYTES, requests);
  }

  /** What it takes up in an entry. */
  public EntryShare share() {
    return EntryShare.of(request.command(), bytes.length);
  }

  /** What was encoded. */
  public Request request() {
    return request;
  }

  /** The entry that carries these requests. */
  public static byte[] entry(List<EncodedRequest> requests) {
    int length = requests.stream().mapToInt(request -> request.bytes.length).sum();
    byte[] entry = new byte[length];
    int at = 0;
    for (EncodedRequest request : requests) {
      System.arraycopy(request.bytes, 0, entry, at, request.bytes.length);
      at += request.bytes.length;
    }
    return entry;
  }
}
