import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records in exactly the partitions asked for: so many at once, or so many per second until the end. */
final class ProducerCommands {
    private static final int BURSTS_PER_SECOND = 1;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Properties connection;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

    ProducerCommands(Properties connection) {
        this.connection = connection;
        producer = new KafkaProducer<>(KafkaClients.with(connection, "client.id", "offsight-producer", "acks", "all", "linger.ms", 5, "batch.size", 2_048, "enable.idempotence", false, "max.block.ms", 20_000),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    void addTo(Map<String, KafkaClients.Command> commands) {
        commands.put("produce", this::produce);
        commands.put("produceRecords", this::produceRecords);
        commands.put("startTraffic", this::startTraffic);
    }

    /** Returns the log end offset after the last of them. */
    private Object produce(JsonNode arguments) throws Exception {
        byte[] value = new byte[arguments.path("valueBytes").asInt(20)];
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int index = 0; index < arguments.path("count").asInt(); index++) {
            sent.add(producer.send(new ProducerRecord<>(arguments.path("topic").asText(), arguments.path("partition").asInt(0), null, value)));
        }
        producer.flush();
        return sent.isEmpty() ? null : sent.get(sent.size() - 1).get().offset() + 1;
    }

    /** Given records with keys, values (both UTF-8, may be null), headers and a timestamp if need be; in one transaction if `outcome` is commit, abort or open. */
    private Object produceRecords(JsonNode arguments) throws Exception {
        String outcome = arguments.path("outcome").asText("none");
        Properties settings = KafkaClients.with(connection, "acks", "all", "linger.ms", 20, "compression.type", arguments.path("compression").asText("none"), "max.block.ms", 20_000);
        if (!outcome.equals("none")) settings.put("transactional.id", "offsight-" + System.nanoTime());
        try (KafkaProducer<byte[], byte[]> own = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (!outcome.equals("none")) {
                own.initTransactions();
                own.beginTransaction();
            }
            for (JsonNode record : arguments.path("records")) {
                ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(arguments.path("topic").asText(), arguments.path("partition").asInt(0), record.has("timestamp") ? record.path("timestamp").asLong() : null, bytes(record.path("key")), bytes(record.path("value")));
                for (Map.Entry<String, JsonNode> header : record.path("headers").properties()) sent.headers().add(header.getKey(), bytes(header.getValue()));
                own.send(sent);
            }
            own.flush();
            if (outcome.equals("commit")) own.commitTransaction();
            if (outcome.equals("abort")) own.abortTransaction();
            if (outcome.equals("open")) own.close(Duration.ZERO); // in good order it would abort
        }
        return null;
    }

    private static byte[] bytes(JsonNode text) {
        return text.isTextual() ? text.asText().getBytes(java.nio.charset.StandardCharsets.UTF_8) : null;
    }

    /** `perSecond` is a list with one rate per partition. */
    private Object startTraffic(JsonNode arguments) {
        String topic = arguments.path("topic").asText();
        byte[] value = new byte[arguments.path("valueBytes").asInt(60)];
        double[] owed = new double[arguments.path("perSecond").size()];
        clock.scheduleAtFixedRate(() -> {
            for (int partition = 0; partition < owed.length; partition++) {
                owed[partition] += arguments.path("perSecond").get(partition).asDouble() / BURSTS_PER_SECOND;
                for (; owed[partition] >= 1; owed[partition]--) producer.send(new ProducerRecord<>(topic, partition, null, value));
            }
        }, (long) (Math.random() * 1_000 / BURSTS_PER_SECOND), 1_000 / BURSTS_PER_SECOND, TimeUnit.MILLISECONDS);
        return null;
    }
}
