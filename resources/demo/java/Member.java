import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One consumer on a thread of its own. Settings (all but `group` and one of `topics`, `pattern`, `assign` optional):
 * `protocol` classic, consumer or share; `assignor` range, roundrobin, sticky, cooperative-sticky; `instanceIds` makes
 * them static; `autoCommitMs` instead of commits after each batch; `commits` false for never; `perSecond` the most
 * records that it handles in a second; `stuckAt` {topic, partition, offset} a record that it can never handle;
 * `batchMs` how long it takes over every batch, whatever `maxPollIntervalMs` allows; `config` any other client setting.
 */
final class Member extends Thread {
    private final Properties settings;
    private final JsonNode wish;
    private final String name;
    private volatile boolean running = true;
    private volatile boolean leave = true;
    volatile boolean paused = false;
    /** What its client called back: revoked, assigned or lost, how many partitions, and in which generation (KIP-848: epoch) and under which id it was then. */
    final Queue<Map<String, Object>> callbacks = new ConcurrentLinkedQueue<>();

    Member(Properties connection, String name, JsonNode wish) {
        super("member " + name);
        setDaemon(true);
        this.name = name;
        this.wish = wish;
        settings = settings(connection);
    }

    void end(boolean leaveGroup) {
        leave = leaveGroup;
        running = false;
        interrupt();
    }

    private Properties settings(Properties connection) {
        boolean share = isShare();
        Properties result = KafkaClients.with(connection, "group.id", wish.path("group").asText(), "client.id", name, "fetch.max.wait.ms", 1_000, "max.poll.records", wish.path("maxPollRecords").asInt(500));
        if (!share) {
            result.put("auto.offset.reset", wish.path("from").asText("earliest"));
            result.put("enable.auto.commit", Boolean.toString(wish.has("autoCommitMs")));
            if (wish.has("autoCommitMs")) result.put("auto.commit.interval.ms", wish.path("autoCommitMs").asText());
            result.put("group.protocol", wish.path("protocol").asText("classic"));
            if (wish.has("maxPollIntervalMs")) result.put("max.poll.interval.ms", wish.path("maxPollIntervalMs").asText());
            if (wish.has("instanceIds")) result.put("group.instance.id", instanceId());
            if (wish.path("protocol").asText("classic").equals("classic")) {
                result.put("session.timeout.ms", wish.path("sessionTimeoutMs").asText("10000"));
                result.put("heartbeat.interval.ms", wish.path("heartbeatIntervalMs").asText("1000"));
                result.put("partition.assignment.strategy", assignorClass(wish.path("assignor").asText("range")));
            } else if (wish.has("assignor")) {
                result.put("group.remote.assignor", wish.path("assignor").asText());
            }
        }
        wish.path("config").properties().forEach(entry -> result.put(entry.getKey(), entry.getValue().asText()));
        return result;
    }

    private boolean isShare() {
        return wish.path("protocol").asText().equals("share");
    }

    private String instanceId() {
        int index = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)) - wish.path("firstIndex").asInt(1);
        return wish.path("instanceIds").get(index).asText();
    }

    private static String assignorClass(String assignor) {
        String prefix = "org.apache.kafka.clients.consumer.";
        return switch (assignor) {
            case "range" -> prefix + "RangeAssignor";
            case "roundrobin" -> prefix + "RoundRobinAssignor";
            case "sticky" -> prefix + "StickyAssignor";
            case "cooperative-sticky" -> prefix + "CooperativeStickyAssignor";
            default -> assignor;
        };
    }

    @Override
    public void run() {
        try {
            if (isShare()) runShare();
            else runConsumer();
        } catch (Throwable problem) {
            System.err.println(getName() + " ended: " + problem);
        }
    }

    private void runShare() throws InterruptedException {
        try (var consumer = new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(AdminCommands.strings(wish.path("topics")));
            while (running) {
                try {
                    int count = 0;
                    for (var record : consumer.poll(Duration.ofMillis(300))) count++;
                    pace(count);
                } catch (org.apache.kafka.common.errors.InterruptException ending) {
                    Thread.interrupted();
                }
            }
        }
    }

    private void runConsumer() {
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        subscribe(consumer);
        while (running) {
            try {
                if (paused) consumer.pause(consumer.assignment());
                else if (!consumer.paused().isEmpty()) consumer.resume(consumer.paused());
                handle(consumer, consumer.poll(Duration.ofMillis(300)));
            } catch (CommitFailedException | RebalanceInProgressException | WakeupException moved) {
                // Its partitions went to others: their next owner starts at the last commit, as it should.
            } catch (UnknownMemberIdException removed) {
                // Of the consumer protocol: it was removed while it fetched its committed offsets. The next poll joins again.
            } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException ending) {
                Thread.interrupted();
            }
        }
        Thread.interrupted();
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5))
                .withGroupMembershipOperation(leave ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    }

    private void subscribe(KafkaConsumer<byte[], byte[]> consumer) {
        ConsumerRebalanceListener listener = new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                note(consumer, "revoked", partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                note(consumer, "assigned", partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                note(consumer, "lost", partitions);
            }
        };
        if (wish.has("assign")) consumer.assign(AdminCommands.strings(wish.path("assign")).stream().map(Member::partition).toList());
        else if (!wish.has("pattern")) consumer.subscribe(AdminCommands.strings(wish.path("topics")), listener);
        else if (wish.path("protocol").asText().equals("consumer")) consumer.subscribe(new SubscriptionPattern(wish.path("pattern").asText()), listener);
        else consumer.subscribe(Pattern.compile(wish.path("pattern").asText()), listener);
    }

    private void note(KafkaConsumer<byte[], byte[]> consumer, String kind, Collection<TopicPartition> partitions) {
        var group = consumer.groupMetadata();
        callbacks.add(Map.of("kind", kind, "partitions", partitions.size(), "generation", group.generationId(), "memberId", group.memberId()));
    }

    /** `topic-3` to its topic and partition. */
    private static TopicPartition partition(String text) {
        int dash = text.lastIndexOf('-');
        return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
    }

    private void handle(KafkaConsumer<byte[], byte[]> consumer, Iterable<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        TopicPartition stuck = null;
        int count = 0;
        for (var record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (cannotHandle(record)) {
                stuck = partition;
                continue;
            }
            done.put(partition, new OffsetAndMetadata(record.offset() + 1));
            count++;
        }
        if (stuck != null) consumer.seek(stuck, wish.path("stuckAt").path("offset").asLong());
        pace(count);
        if (wish.has("batchMs") && count > 0) Thread.sleep(wish.path("batchMs").asLong());
        if (!done.isEmpty() && !wish.has("autoCommitMs") && wish.path("commits").asBoolean(true)) consumer.commitSync(done);
        if (stuck != null) Thread.sleep(200);
    }

    private boolean cannotHandle(ConsumerRecord<byte[], byte[]> record) {
        JsonNode at = wish.path("stuckAt");
        return at.isObject() && record.partition() == at.path("partition").asInt() && record.offset() >= at.path("offset").asLong() && record.topic().equals(at.path("topic").asText());
    }

    private void pace(int count) throws InterruptedException {
        if (wish.has("perSecond") && count > 0) Thread.sleep((long) (count * 1_000 / wish.path("perSecond").asDouble()));
    }
}
