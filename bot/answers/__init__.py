"""A question to Answered, Closest or Declined, each with its receipts. Pure: values in, values out."""
