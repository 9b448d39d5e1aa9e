package dev.throughline;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** One walk through the pages of a list method. */
final class Pages<Q extends Message, A extends Message, I> implements Iterator<I> {
  private final Client client;
  private final MethodDescriptor<Q, A> method;
  private final String items;
  private Q following; // null after the last page
  private Iterator<I> page = List.<I>of().iterator();

  Pages(Client client, MethodDescriptor<Q, A> method, Q request, String items) {
    this.client = client;
    this.method = method;
    this.following = request;
    this.items = items;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && following != null) {
      fetch();
    }
    return page.hasNext();
  }

  @Override
  public I next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }

  @SuppressWarnings("unchecked")
  private void fetch() {
    A answer = client.call(method, following);
    page = Client.<I>repeated(answer, items).iterator();
    Object token = answer.getField(answer.getDescriptorForType().findFieldByName("next_page_token"));
    if ("".equals(token)) {
      following = null;
      return;
    }
    Message.Builder next = following.toBuilder();
    following = (Q) next.setField(next.getDescriptorForType().findFieldByName("page_token"), token).build();
  }
}
